using System.Text;
using ParentalConsent.Core.Forms;
using ParentalConsent.TestKit.Forms;

namespace ParentalConsent.Core.Tests.Forms;

public class FormContentTests
{
    public static TheoryData<FormKind, byte[]> Good => new()
    {
        { FormKind.Jpeg, SampleForms.Jpeg },
        { FormKind.Png, SampleForms.Png },
        { FormKind.WebP, SampleForms.WebP },
        { FormKind.Heic, SampleForms.Heic },
        { FormKind.Pdf, SampleForms.Pdf },
        { FormKind.Pdf, SampleForms.PdfWith("/PageMode /UseNone", "9 0 obj\n<< /Producer (Scan of OpenAction) >>\nendobj") },
    };

    public static TheoryData<string, byte[]> Unsafe => new()
    {
        { "script when opened", SampleForms.PdfWith("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>") },
        { "script", SampleForms.PdfWith("", "9 0 obj\n<< /S /JavaScript >>\nendobj") },
        { "script by its short name alone", SampleForms.PdfWith("/JS (x)") },
        { "opened", SampleForms.PdfWith("/OpenAction [3 0 R /Fit]") },
        { "started", SampleForms.PdfWith("", "9 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj") },
        { "file", SampleForms.PdfWith("", "9 0 obj\n<< /Type /EmbeddedFile /Length 0 >>\nendobj") },
        { "name written with escapes", SampleForms.PdfWith("/Open#41ction [3 0 R]") },
        { "all of it escapes", SampleForms.PdfWith("/#4a#61#76#61#53#63#72#69#70#74 1") },
        { "in what says it is a comment", SampleForms.PdfWith("", "% /JavaScript") },
        { "in what says it is a stream", SampleForms.PdfWith("", "9 0 obj\n<< /X (stream\n) /S /JavaScript /Y (endstream) >>\nendobj") },
        { "opens an address when shown", SampleForms.PdfWith("/AA << /O << /S /URI /URI (https://x.example) >> >>") },
        { "the same after what says it is a stream", SampleForms.PdfWith("", "9 0 obj (stream) endobj\n10 0 obj\n<< /AA << /O << /S /URI >> >> >>\nendobj") },
        { "the same by reference", SampleForms.PdfWith("", "9 0 obj (stream) endobj\n10 0 obj\n<< /#41A 11 0 R >>\nendobj") },
        { "the same behind a comment", SampleForms.PdfWith("", "9 0 obj (stream) endobj\n10 0 obj\n<< /AA%x\n<< >> >>\nendobj") },
        { "objects packed away", SampleForms.PdfWith("", "9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length 0 >>\nstream\n\nendstream\nendobj") },
        { "encrypted", SampleForms.PdfWith("/Encrypt 9 0 R") },
        { "no end", SampleForms.Pdf[..80] },
        { "picture and page", [.. SampleForms.Png, .. "<!DOCTYPE html><script>alert(1)</script>"u8] },
        { "picture and script in capitals", [.. SampleForms.Jpeg, .. "<SCRIPT>"u8] },
        { "picture and PDF", [.. SampleForms.Jpeg, .. SampleForms.Pdf] },
        { "picture and program", [.. SampleForms.WebP, .. "<?php "u8] },
        { "film and page", [.. SampleForms.Heic, .. "<html>"u8] },
    };

    public static TheoryData<byte[]> Wrong =>
    [
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(),
        "<!DOCTYPE html><p>form.jpg"u8.ToArray(),
        "GIF89a\u0001\u0000"u8.ToArray(),
        [.. "PK"u8, 3, 4],
        "MZ"u8.ToArray(),
        "\n%PDF-1.4 %%EOF"u8.ToArray(),
        [0xFF, 0xD8],
        [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0],
        [0],
        Encoding.Unicode.GetBytes("%PDF-1.4"),
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public void PicturesAndPages_AreKnownByTheirBytes(FormKind kind, byte[] bytes)
    {
        var (picture, fault) = FormContent.Check(bytes);
        Assert.Null(fault);
        Assert.Equal(kind, picture!.Kind);
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void WhatCarriesMoreThanAPicture_IsRefused(string what, byte[] bytes) =>
        Assert.True(FormContent.Check(bytes) is (null, FormFault.Unsafe), what);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AnythingElse_IsOfTheWrongType(byte[] bytes) => Assert.Equal((null, FormFault.WrongType), FormContent.Check(bytes));

    [Fact]
    public void EmptyAndHuge_AreRefused()
    {
        Assert.Equal((null, FormFault.Missing), FormContent.Check(ReadOnlyMemory<byte>.Empty));
        var huge = new byte[FormPicture.MaxLength + 1];
        SampleForms.Png.CopyTo(huge, 0);
        Assert.Equal((null, FormFault.TooLarge), FormContent.Check(huge));
        Assert.Null(FormContent.Check(huge.AsMemory(0, FormPicture.MaxLength)).Fault);
    }

    [Fact]
    public void ABigPhoto_IsNotTakenForMore()
    {
        // Bytes as packed ones are: each mark that is looked for is long enough not to come up among eight million of them.
        var bytes = new byte[FormPicture.MaxLength];
        new Random(7).NextBytes(bytes);
        SampleForms.Jpeg.CopyTo(bytes, 0);
        Assert.Null(FormContent.Check(bytes).Fault);
    }
}
