using System.Globalization;
using System.Net.Mail;
using System.Security.Authentication;
using ParentalConsent.Core.Mails;

namespace ParentalConsent.Storage.Mails;

/// <summary>What a mail server's refusal means. Reads the codes; the text is left behind.</summary>
internal static class SmtpAnswers
{
    /// <summary>Not signed in, or not with the right password: RFC 4954, 6 and RFC 3207, 4.</summary>
    private static readonly int[] SignInCodes = [530, 534, 535, 538];

    public static bool IsAboutSigningIn(SmtpException answer) => SignInCodes.Contains((int)answer.StatusCode);

    /// <remarks>
    /// Refused for good is only what is wrong with the recipient. Where the server refuses us (sender, sign-in, policy), another
    /// try succeeds once that is put right, so it counts as failed; and so does a full mailbox, which may be emptied.
    /// </remarks>
    public static MailResult Read(SmtpException answer)
    {
        var code = (int)answer.StatusCode;
        if (code < 400)
        {
            return new MailResult.Failed(answer.InnerException is AuthenticationException ? "tls" : "network");
        }

        var word = code.ToString(CultureInfo.InvariantCulture);
        return code >= 500 && IsAboutRecipient(answer) ? new MailResult.Refused(word) : new MailResult.Failed(word);
    }

    /// <summary>By the enhanced status code (RFC 3463) where there is one, else by the command that was refused.</summary>
    private static bool IsAboutRecipient(SmtpException answer) =>
        EnhancedStatus.In(answer.Message)?.IsAboutRecipient ?? IsByItsCode(answer);

    /// <remarks>552 is to be taken as 452, too much for now: RFC 5321, 4.5.3.1.10.</remarks>
    private static bool IsByItsCode(SmtpException answer) => (int)answer.StatusCode switch
    {
        552 => false,
        521 or 556 => true,
        _ => answer is SmtpFailedRecipientException,
    };
}
