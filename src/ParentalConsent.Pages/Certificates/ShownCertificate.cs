using ParentalConsent.Core.Cases;
using ParentalConsent.Core.Certificates;
using ParentalConsent.Core.DeletionLog;
using ParentalConsent.Core.Policies;
using ParentalConsent.Core.Signing;
using ParentalConsent.Pages.Languages;
using ParentalConsent.Pages.Shown;

namespace ParentalConsent.Pages.Certificates;

/// <summary>A certificate in the words of one language.</summary>
public sealed class ShownCertificate(Certificate certificate, PolicySet policies, Texts texts)
{
    public Certificate Certificate { get; } = certificate;

    public Texts Texts { get; } = texts;

    public ShownClient Client { get; } = ShownClient.Of(policies, certificate.Client ?? "");

    public IReadOnlyList<ShownPurpose> Purposes { get; } = [.. certificate.Purposes.Select(id => ShownPurpose.Of(policies, id, texts, allowed: false))];

    public string Reason => Texts[$"Certificate.Reason.{Certificate.Reason}"];

    public DateTimeOffset IssuedAt => DateTimeOffset.FromUnixTimeSeconds(Certificate.Iat);

    /// <summary>As it says itself; null where none is in it.</summary>
    public Checkpoint? Checkpoint => Certificate.Log.Checkpoint is { } signed && Jws.Payload(signed) is { } claim ? Core.DeletionLog.Checkpoint.Read(claim) : null;

    /// <summary>What a step is about.</summary>
    public string What(CertificateStep step) => step.Name switch
    {
        StepNames.HeldData => Texts["Certificate.heldData"],
        StepNames.ContactDetails => Texts["Certificate.contactDetails"],
        StepNames.ClientSystems => Texts["Certificate.clientSystems", Client.Name],
        _ => Texts["Certificate.target", Client.Name, StepNames.IsTarget(step.Name) ? StepNames.TargetOf(step.Name) : step.Name],
    };

    /// <summary>How it stands.</summary>
    public string State(CertificateStep step) => (step, step.At) switch
    {
        ({ Done: false }, _) => Texts["Certificate.Open"],
        (_, null) => Texts["Certificate.Done"],
        ({ By: CertificateStep.ByClient }, { } at) => Texts["Certificate.Done.client", Texts.Moment(at), Client.Name],
        ({ By: CertificateStep.ByOperator }, { } at) => Texts["Certificate.Done.operator", Texts.Moment(at)],
        (_, { } at) => Texts["Certificate.Done.service", Texts.Moment(at)],
    };

    /// <summary>Says nothing, so that no log or trace can.</summary>
    public override string ToString() => nameof(ShownCertificate);
}
