using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace ParentalConsent.Bundled.Tests.Worker.Functions;

/// <summary>Functions that no host can run; each test starts one of them by name.</summary>
public static class BadFunctions
{
    [Function("UnknownParameter")]
    public static void UnknownParameter([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{id}")] HttpRequestData request, string other) =>
        _ = (request, other);

    [Function("UnconvertibleParameter")]
    public static void UnconvertibleParameter([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{id}")] HttpRequestData request, Stream id) =>
        _ = (request, id);

    [Function("WrongHttpType")]
    public static void WrongHttpType([HttpTrigger(AuthorizationLevel.Anonymous)] string request) => _ = request;

    [Function("WrongTimerType")]
    public static void WrongTimerType([TimerTrigger("0 * * * * *")] DateTime timer) => _ = timer;

    [Function("WrongQueueType")]
    public static void WrongQueueType([QueueTrigger("q")] IDisposable message) => _ = message;

    [Function("NoTrigger")]
    public static void NoTrigger(FunctionContext context) => _ = context;

    [Function("TwoTriggers")]
    public static void TwoTriggers([QueueTrigger("q")] string one, [TimerTrigger("0 * * * * *")] TimerInfo two) => _ = (one, two);

    [Function("BadReturn")]
    public static int BadReturn([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) => request.Method.Length;

    [Function("AsyncVoid")]
    public static async void AsyncVoid([QueueTrigger("q")] string message) => await Task.FromResult(message);

    [Function("Reserved")]
    public static void Reserved([HttpTrigger(AuthorizationLevel.Anonymous, Route = "admin/x")] HttpRequestData request) => _ = request;

    [Function("BadRoute")]
    public static void BadRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{id")] HttpRequestData request) => _ = request;

    [Function("SameRouteA")]
    public static void SameRouteA([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "same")] HttpRequestData request) => _ = request;

    [Function("SameRouteB")]
    public static void SameRouteB([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "SAME")] HttpRequestData request) => _ = request;

    [Function("SameName")]
    public static void SameNameOne([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

    [Function("SameName")]
    public static void SameNameTwo([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

    [Function("MissingSetting")]
    public static void MissingSetting([TimerTrigger("%Not:There%")] TimerInfo timer) => _ = timer;

    [Function("BadSchedule")]
    public static void BadSchedule([TimerTrigger("every day")] TimerInfo timer) => _ = timer;

    [Function("NoConnection")]
    public static void NoConnection([QueueTrigger("q", Connection = "Elsewhere")] string message) => _ = message;

    [Function("Hidden")]
    internal static void Hidden([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
}
