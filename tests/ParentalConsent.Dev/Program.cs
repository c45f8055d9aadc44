using System.Runtime.InteropServices;
using ParentalConsent.Dev;
using ParentalConsent.Dev.Show;
using ParentalConsent.TestKit.Processes;

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

var terminal = new Terminal(Console.Out);
try
{
    return args switch
    {
        ["up"] => await UpCommand.RunAsync(terminal, stopping.Token),
        ["demo"] => await DemoCommand.RunAsync(terminal, stopping.Token),
        ["check-policy"] => CheckPolicyCommand.Run(terminal, folder: null),
        ["check-policy", var folder] => CheckPolicyCommand.Run(terminal, folder),
        ["verify-log", var file] => await VerifyLogCommand.RunAsync(terminal, file, keys: null, stopping.Token),
        ["verify-log", var file, "--keys", var keys] => await VerifyLogCommand.RunAsync(terminal, file, keys, stopping.Token),
        ["verify-certificate", var file] => await VerifyCertificateCommand.RunAsync(terminal, file, keys: null, stopping.Token),
        ["verify-certificate", var file, "--keys", var keys] => await VerifyCertificateCommand.RunAsync(terminal, file, keys, stopping.Token),
        _ => Usage(),
    };
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    terminal.Line("Stopped.");
    return 130;
}
catch (Exception failure) when (failure is ProcessFailedException or InvalidOperationException or IOException)
{
    terminal.Failure(failure.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("Usage: ParentalConsent.Dev up|demo|check-policy [folder]|verify-log file [--keys file]|verify-certificate file [--keys file] (./dev calls it)");
    return 2;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopping.Cancel();
}
