using System.Net;

namespace ParentalConsent.Functions.Http;

/// <summary>All error answers, with their stable codes.</summary>
public static class Problems
{
    public static Problem Internal { get; } = new(
        HttpStatusCode.InternalServerError, "internalError", "Something went wrong on our side. Trying again later is safe.");

    public static Problem Unavailable { get; } = new(
        HttpStatusCode.ServiceUnavailable, "temporarilyUnavailable", "A part of the service does not answer. Trying again is safe.")
    {
        RetryAfter = 5,
    };

    public static Problem BrokenForm { get; } = new(
        HttpStatusCode.BadRequest, "brokenForm", "The body is not a form in UTF-8 with at most 200 fields.");

    public static Problem BrokenUpload { get; } = new(
        HttpStatusCode.BadRequest, "brokenUpload", "The body is not multipart/form-data with a few fields and one file.");

    public static Problem NoBody { get; } = new(
        HttpStatusCode.BadRequest, "bodyMissing", "The request has no body; a JSON object is expected.");

    public static Problem BrokenJson { get; } = new(
        HttpStatusCode.BadRequest, "brokenJson", "The body is not valid JSON in UTF-8.");

    public static Problem TooDeep { get; } = new(
        HttpStatusCode.BadRequest, "jsonTooDeep", "The JSON is nested deeper than 32 levels.");

    public static Problem NotAnObject { get; } = new(
        HttpStatusCode.BadRequest, "jsonNotAnObject", "The body must be a JSON object.");

    public static Problem NoSuchRegistration { get; } = new(
        HttpStatusCode.NotFound, "registrationNotFound", "There is no such registration of this client.");

    public static Problem NoSuchDeletion { get; } = new(
        HttpStatusCode.NotFound, "deletionNotFound", "There is no such deletion of this client, or it has not begun yet.");

    public static Problem DeletionNotRequested { get; } = new(
        HttpStatusCode.Conflict, "deletionNotRequested", "Nobody has asked to delete this yet. Acknowledge once you were asked and have deleted.");

    public static Problem NoSuchSubject { get; } = new(
        HttpStatusCode.NotFound, "subjectNotFound", "There is no registration of this subject by this client.");

    public static Problem BadNoticeHash { get; } = new(
        HttpStatusCode.BadRequest, "invalidNoticeHash", "A notice is named by its SHA-256: 64 lower-case hex digits.");

    public static Problem NoSuchNotice { get; } = new(
        HttpStatusCode.NotFound, "noticeNotFound", "No mail or decision used such a notice.");

    public static Problem NoSuchCertificate { get; } = new(
        HttpStatusCode.NotFound, "certificateNotFound", "There is no such deletion, or it is not in the log yet.");

    public static Problem LogAltered { get; } = new(
        HttpStatusCode.Conflict, "deletionLogAltered", "The log of this deletion is not as it was written: there is nothing to vouch for. Tell the operator.");

    public static Problem NotFound { get; } = new(HttpStatusCode.NotFound, "notFound", "There is nothing here.");

    /// <param name="oldest">The cursor before the oldest event that is kept.</param>
    public static Problem CursorTooOld(string oldest) => new(
        HttpStatusCode.Gone, "cursorTooOld", "What follows this cursor is not kept any more. 'oldest' is the cursor to go on with.")
    {
        More = new Dictionary<string, string> { ["oldest"] = oldest },
    };

    public static Problem NoSuchDiscovery { get; } = new(
        HttpStatusCode.NotFound, "discoveryNotFound", "There is no such discovery of this client.");

    public static Problem LinesMissing { get; } = new(
        HttpStatusCode.Conflict, "linesMissing", "Lines are missing before these: go on with 'nextLine'.");

    public static Problem DiscoveryOver { get; } = new(
        HttpStatusCode.Conflict, "discoveryOver", "This discovery has ended, or is older than a day: it takes no more lines. Begin another.");

    public static Problem TooManyLines { get; } = new(
        HttpStatusCode.RequestEntityTooLarge, "tooManyLines", "A discovery has at most a million lines. Those before 'nextLine' are kept; begin another with the rest.");

    public static Problem BodyCutOff { get; } = new(
        HttpStatusCode.BadRequest, "bodyCutOff", "The body broke off. Whole lines are kept: go on with 'nextLine'.");

    public static Problem TooManyDiscoveries { get; } = new(
        HttpStatusCode.TooManyRequests, "tooManyDiscoveries", "Five discoveries of this client take lines. End one, or wait until it is a day old.")
    {
        RetryAfter = 60,
    };

    public static Problem ConsentPending { get; } = new(
        HttpStatusCode.Conflict, "consentPending", "No guardian has decided yet; the data stays sealed until one agrees.");

    public static Problem DataGone { get; } = new(
        HttpStatusCode.Gone, "dataDeleted", "The data of this registration is deleted, or about to be.");

    public static Problem GuardianMismatch { get; } = new(
        HttpStatusCode.Conflict,
        "guardianMismatch",
        "This subject is registered with another guardian's address. Cancel that registration first.");

    public static Problem DeletionInProgress { get; } = new(
        HttpStatusCode.Conflict,
        "deletionInProgress",
        "What was registered for this subject before is still being deleted from your own store. Try again later.")
    {
        RetryAfter = 60,
    };

    public static Problem NotOfAge { get; } = new(
        HttpStatusCode.Conflict, "notOfAge", "The subject is not of age, or no age is known: the guardian decides.");

    public static Problem ClientUnauthorized { get; } = new(
        HttpStatusCode.Unauthorized, "unauthorized", "Send the client's API key as 'Authorization: Bearer <key>'.");

    public static Problem ConsoleUnauthorized { get; } = new(
        HttpStatusCode.Unauthorized, "unauthorized", "Send the console key as 'Authorization: Bearer <key>', or sign in.");

    public static Problem Forbidden { get; } = new(
        HttpStatusCode.Forbidden, "forbidden", "Your role does not allow this: auditors read, operators act.");

    public static Problem DeliveryReportUnauthorized { get; } = new(
        HttpStatusCode.Unauthorized, "unauthorized", "Send the key for delivery reports in the header 'delivery-report-key'.")
    {
        Challenge = "ApiKey",
    };

    public static Problem UnreadableReport { get; } = new(
        HttpStatusCode.BadRequest, "unreadableReport", "The body is neither a list of Event Grid events nor a delivery status notification (RFC 3464).");

    public static Problem NotAwaitingParent { get; } = new(
        HttpStatusCode.Conflict, "notAwaitingParent", "A guardian has decided, or the registration has ended: nobody is asked any more.");

    public static Problem GuardianNotReachable { get; } = new(
        HttpStatusCode.Conflict, "guardianNotReachable", "No mail goes to this address; 'mail' of the registration says why. Correct the address.");

    public static Problem TwoGuardians { get; } = new(
        HttpStatusCode.Conflict, "twoGuardians", "Another second guardian is invited already; there can be no third.");

    public static Problem RegistrationOver { get; } = new(
        HttpStatusCode.Conflict, "registrationOver", "The registration has ended: there is nothing to decide or to withdraw.");

    public static Problem NotGranted { get; } = new(
        HttpStatusCode.Conflict, "notGranted", "No guardian has agreed yet: there is no consent to add to. Cancel and register anew to ask for more.");

    public static Problem OfAge { get; } = new(
        HttpStatusCode.Conflict, "ofAge", "The subject is of age: they decide for themselves, and no guardian is asked.");

    public static Problem MethodNotAvailable { get; } = new(
        HttpStatusCode.Conflict, "methodNotAvailable", "By the law of the subject's country none of this client's methods counts there.");

    /// <param name="seconds">After which to try again.</param>
    public static Problem TooManyQuestions(int seconds) => new(
        HttpStatusCode.TooManyRequests, "tooManyQuestions", "Guardians were asked for more three times within 30 days, which is all there is.")
    {
        RetryAfter = Math.Max(1, seconds),
    };

    public static Problem TooManyChanges { get; } = new(
        HttpStatusCode.TooManyRequests, "tooManyChanges", "The guardian's address was corrected three times, which is all there is.");

    public static Problem TooManyResends { get; } = new(
        HttpStatusCode.TooManyRequests, "tooManyResends", "The request was sent again three times, which is all there is. Reminders go on.");

    /// <param name="seconds">After which to try again.</param>
    public static Problem ResendTooSoon(int seconds) => new(
        HttpStatusCode.TooManyRequests, "resendTooSoon", "A mail is on its way, or went out less than ten minutes ago.")
    {
        RetryAfter = Math.Max(1, seconds),
    };

    /// <param name="seconds">After which to try again.</param>
    public static Problem TooManyRequests(int seconds) => new(
        HttpStatusCode.TooManyRequests, "tooManyRequests", "Too many requests at once. Try again later, and more slowly.")
    {
        RetryAfter = Math.Max(1, seconds),
    };

    public static Problem BodyTooLarge(int limit) => new(
        HttpStatusCode.RequestEntityTooLarge, "bodyTooLarge", $"The body is larger than {limit / 1024} KiB.");

    public static Problem UnsupportedMediaType(string expected) => new(
        HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType", $"The body must be sent as {expected}.");

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => new(
        HttpStatusCode.UnprocessableEntity, "invalidRequest", "The request is not as it should be; 'errors' says where.")
    {
        Errors = errors,
    };
}
