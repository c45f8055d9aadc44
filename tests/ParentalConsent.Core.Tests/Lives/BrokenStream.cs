namespace ParentalConsent.Core.Tests.Lives;

/// <summary>Gives some bytes at a time, and breaks off at their end.</summary>
internal sealed class BrokenStream(byte[] bytes, int atATime, Exception broken) : Stream
{
    private int given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (given == bytes.Length)
        {
            throw broken;
        }

        var read = Math.Min(Math.Min(atATime, buffer.Length), bytes.Length - given);
        bytes.AsMemory(given, read).CopyTo(buffer);
        given += read;
        return ValueTask.FromResult(read);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
