using ParentalConsent.Core.Links;
using ParentalConsent.Core.Methods;
using ParentalConsent.Core.Registrations;

namespace ParentalConsent.Core.Questions;

/// <summary>
/// A question as if it were a registration that waits: so every rule, check and page for a guardian's answer holds for both.
/// What changes in it is put back by <see cref="In"/>.
/// </summary>
public static class QuestionViews
{
    /// <summary>The question; null where none was asked. It ends with the consent that it is to add to.</summary>
    public static Registration? AsAsked(this Registration whole) => whole.Question is { } question
        ? whole with
        {
            IsQuestion = true,
            State = whole.State is RegistrationState.Granted ? StateOf(question) : whole.State,
            AddressMark = question.Mark,
            Second = whole.Second is { } second && question.SecondMark is { } mark
                ? second with { Mark = mark, Decided = question.BySecond, LastSentAt = question.SecondMail.SentAt }
                : null,
            CreatedAt = question.AskedAt,
            Deadline = question.Until,
            Purposes = question.Purposes,
            GrantedPurposes = [.. whole.GrantedPurposes.Intersect(question.Purposes)],
            NoticeVersion = question.NoticeVersion,
            NoticeHash = null,
            Method = question.Method,
            NeededAssurance = question.NeededAssurance,
            Verification = question.Verification,
            Mail = whole.Mail with { LastSentAt = question.Mail.SentAt },
            DecidedAt = question.AnsweredAt,
            DecisionId = null,
            Details = whole.Details?.SaidBy(whole.Details.Question),
        }
        : null;

    /// <summary>What was allowed besides; null where nothing was by this mark.</summary>
    public static Registration? AsAllowed(this Registration whole, string mark) =>
        whole.Further.FirstOrDefault(further => further.Mark == mark) is { } further ? whole.AsAllowed(further) : null;

    /// <summary>Whether it shows what was allowed once, and counts no more.</summary>
    /// <param name="allowed">As <see cref="AsAllowed(Registration, string)"/>, or any other.</param>
    public static bool HasEnded(this Registration whole, Registration allowed) =>
        allowed.IsQuestion && whole.Further.Any(further => further.Ended && further.Mark == allowed.DecisionId);

    /// <summary>What a link is about: the question, or the registration itself.</summary>
    public static Registration For(this Registration whole, Link link) => link.IsQuestion ? whole.AsAsked() ?? whole : whole;

    /// <summary>What a reference names. One of a question that another took the place of names nothing.</summary>
    public static Registration ByReference(this Registration whole, string reference)
    {
        if (whole.Further.FirstOrDefault(further => further.Verification.Reference == reference) is { } further)
        {
            return whole.AsAllowed(further);
        }

        return whole.Question?.Verification.Reference == reference ? whole.AsAsked()! : whole;
    }

    public static bool IsNamed(this Registration whole, string reference) =>
        whole.ByReference(reference).Verification.Reference == reference;

    /// <summary>That of which an administrator is to look at a form; null where there is none.</summary>
    public static Registration? AwaitingReview(this Registration whole) =>
        whole.AwaitsReview() ? whole : whole.AsAsked() is { } asked && asked.AwaitsReview() ? asked : null;

    /// <summary>The change as it is to be saved: what changed in a question goes back into its registration.</summary>
    /// <param name="whole">The registration that <paramref name="change"/> began with, or that its question is of.</param>
    public static RegistrationChange In(this RegistrationChange change, Registration whole) => change.Registration is { IsQuestion: true } asked
        ? Registration.Record(asked.PutBack(whole), $"Question{change.Entry.What}", change.Entry.Actor, change.Entry.At)
        : change;

    /// <summary>The provider took its check back: what was allowed by it is not allowed any more, all else stays.</summary>
    /// <param name="allowed">As <see cref="AsAllowed(Registration, string)"/>.</param>
    public static RegistrationChange TakeBack(this Registration whole, Registration allowed, DateTimeOffset now)
    {
        var taken = whole.Further.First(further => further.Mark == allowed.DecisionId);
        var check = taken.Verification with { Step = VerificationStep.ProviderRevoked, Since = now };
        return Registration.Record(
            whole.End(further => further == taken, further => further with { Verification = check }), "PurposesRevoked", Actor.Provider, now);
    }

    /// <summary>The yes that answered the question; null where none did, or it counts no more.</summary>
    public static FurtherConsent? YesToQuestion(this Registration whole) => whole.Question is { Answer: QuestionAnswer.Allowed } question
        ? whole.Further.LastOrDefault(further => further.At == question.AnsweredAt && !further.Ended)
        : null;

    /// <summary>Of two guardians one said no after the other's yes to the question: what that allowed is not allowed any more, all else stays.</summary>
    /// <returns>Null where no yes counts.</returns>
    public static RegistrationChange? Object(this Registration whole, DateTimeOffset now) => whole.YesToQuestion() is { } yes
        ? Registration.Record(
            whole.End(further => further == yes, further => further) with
            {
                Question = whole.Question! with { Answer = QuestionAnswer.Refused, AnsweredAt = now, BySecond = !yes.BySecond },
            },
            "PurposesWithdrawn",
            Actor.Guardian,
            now)
        : null;

    /// <summary>What the second guardian allowed besides is not allowed any more, and their name goes: they say that it is not their child.</summary>
    public static Registration WithoutSecond(this Registration whole)
    {
        var theirs = whole.Further.Where(further => further.BySecond).Select(further => further.Mark).ToHashSet();
        return whole.End(further => further.BySecond, further => further) with
        {
            Details = whole.Details is { Further: { } said } details
                ? details with { Further = [.. said.Where(each => each.Mark is not { } mark || !theirs.Contains(mark))] }
                : whole.Details,
        };
    }

    /// <summary>SHA-256 of the notice under which a purpose is granted; null where it is not, or no notice is known.</summary>
    public static string? NoticeOf(this Registration whole, string purpose) => whole.GrantedPurposes.Contains(purpose)
        ? (whole.Further.LastOrDefault(further => !further.Ended && further.Purposes.Contains(purpose)) is { } further ? further.NoticeHash : whole.NoticeHash)
        : null;

    /// <summary>Whether something that a guardian said about a question is still there though its time is over.</summary>
    /// <param name="due">When it ended.</param>
    public static bool HasLapsed(this Registration whole, DateTimeOffset due, DateTimeOffset now) =>
        whole is { State: RegistrationState.Granted or RegistrationState.OfAge, Question: { Answer: null, Verification.Step: not VerificationStep.None } question }
        && question.Until == due
        && now >= due;

    /// <summary>The question's time is over: what was said about it goes.</summary>
    /// <exception cref="InvalidOperationException">The key that seals what was said is not in force.</exception>
    public static RegistrationChange Lapse(this Registration whole, DateTimeOffset now)
    {
        var forgotten = whole.Forget();
        return Registration.Record(
            forgotten with { Question = forgotten.Question! with { Answer = QuestionAnswer.Lapsed } }, "QuestionLapsed", Actor.Service, now);
    }

    /// <summary>A yes to the question that waits for its check is gone; the question waits on.</summary>
    /// <exception cref="InvalidOperationException">The key that seals what was said is not in force.</exception>
    public static Registration Forget(this Registration whole) => whole with
    {
        Question = whole.Question! with { BySecond = false, Verification = new Verification { Reference = whole.Question.Verification.Reference } },
        Details = whole.Details is { } details
            ? details with { Question = null }
            : throw new InvalidOperationException("The details of the registration are sealed with a key that is not in force."),
    };

    private static Registration AsAllowed(this Registration whole, FurtherConsent further) => whole with
    {
        IsQuestion = true,
        Second = whole.Second is { } second ? second with { Decided = further.BySecond } : null,
        CreatedAt = further.At,
        Purposes = further.Asked,
        GrantedPurposes = further.Purposes,
        NoticeVersion = further.NoticeVersion,
        NoticeHash = further.NoticeHash,
        Method = further.Method,
        Verification = further.Verification,
        DecidedAt = further.At,
        DecisionId = further.Mark,
        Details = whole.Details?.SaidBy(whole.Details.Further?.FirstOrDefault(said => said.Mark == further.Mark)),
    };

    private static Registration End(
        this Registration whole, Func<FurtherConsent, bool> ends, Func<FurtherConsent, FurtherConsent> change) => whole with
    {
        GrantedPurposes = [.. whole.GrantedPurposes.Except(whole.Further.Where(further => !further.Ended && ends(further)).SelectMany(further => further.Purposes))],
        Further = [.. whole.Further.Select(further => !further.Ended && ends(further) ? change(further) with { Ended = true } : further)],
    };

    private static RegistrationState StateOf(Question question) => question.Answer switch
    {
        null => RegistrationState.AwaitingParent,
        QuestionAnswer.Allowed => RegistrationState.Granted,
        QuestionAnswer.Refused => RegistrationState.Refused,
        _ => RegistrationState.Expired,
    };

    private static PersonalDetails SaidBy(this PersonalDetails details, FurtherDetails? said) => details with
    {
        GuardianName = said?.GuardianName,
        Relationship = said?.Relationship,
        Pending = said?.Pending,
        VerifiedBy = said?.VerifiedBy,
        VerifiedHow = said?.VerifiedHow,
        VerifiedAt = said?.VerifiedAt,
    };

    private static Registration PutBack(this Registration asked, Registration whole)
    {
        var question = whole.Question! with
        {
            Method = asked.Method,
            NeededAssurance = asked.NeededAssurance,
            Verification = asked.Verification,
            BySecond = asked.Second is { Decided: true },
            Answer = asked.State switch
            {
                RegistrationState.Granted => QuestionAnswer.Allowed,
                RegistrationState.Refused => QuestionAnswer.Refused,
                _ => null,
            },
            AnsweredAt = asked.DecidedAt,
        };
        var changed = whole with
        {
            Question = question,
            Signals = asked.Signals,
            Second = whole.Second is { } second && asked.Second is { } spoke ? second with { Signals = spoke.Signals } : whole.Second,
        };
        return asked.State switch
        {
            RegistrationState.Granted => changed.With(asked, question),
            RegistrationState.Refused => changed with { Details = whole.Details is { } details ? details with { Question = null } : null },
            _ => changed with { Details = whole.Details is { } details ? details with { Question = SaidIn(asked) } : null },
        };
    }

    private static Registration With(this Registration whole, Registration allowed, Question question)
    {
        var further = new FurtherConsent
        {
            Mark = allowed.DecisionId!,
            Asked = question.Purposes,
            Purposes = allowed.GrantedPurposes,
            At = allowed.DecidedAt!.Value,
            NoticeHash = allowed.NoticeHash,
            NoticeVersion = allowed.NoticeVersion,
            Method = allowed.Method,
            BySecond = question.BySecond,
            Verification = allowed.Verification,
        };
        return whole with
        {
            Purposes = [.. whole.Purposes.Union(question.Purposes)],
            GrantedPurposes = [.. whole.GrantedPurposes.Union(further.Purposes)],
            Further = [.. whole.Further, further],
            Details = whole.Details! with
            {
                Question = null,
                Further = [.. whole.Details.Further ?? [], SaidIn(allowed) with { Mark = further.Mark, Pending = null }],
            },
        };
    }

    private static FurtherDetails SaidIn(Registration asked) => new()
    {
        GuardianName = asked.Details!.GuardianName,
        Relationship = asked.Details.Relationship,
        Pending = asked.Details.Pending,
        VerifiedBy = asked.Details.VerifiedBy,
        VerifiedHow = asked.Details.VerifiedHow,
        VerifiedAt = asked.Details.VerifiedAt,
    };
}
