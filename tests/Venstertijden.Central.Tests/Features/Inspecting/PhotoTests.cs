using SkiaSharp;
using Venstertijden.Central.Features.Inspecting;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Inspecting;

/// <summary>A photograph keeps its picture and loses what the phone wrote into it.</summary>
public class PhotoTests
{
    [Test]
    public void Place_phone_and_person_are_gone_and_the_picture_is_the_same()
    {
        byte[] uploaded = PhonePhoto.Of();
        var kept = Photo.Of(uploaded);
        Assert.That(kept.Fault, Is.Null);
        Assert.That(Holds(uploaded, "Jan"), Is.True, "else this tests nothing");
        Assert.That((Holds(kept.Content, "Jan"), Holds(kept.Content, "Exif"), Holds(kept.Content, "trailer")), Is.EqualTo((false, false, false)));
        using var before = SKBitmap.Decode(uploaded);
        using var after = SKBitmap.Decode(kept.Content);
        Assert.That(after.Bytes, Is.EqualTo(before.Bytes));
    }

    [Test]
    public void It_still_says_which_way_is_up([Values(1, 3, 6, 8)] int turn)
    {
        using var codec = SKCodec.Create(new MemoryStream(Photo.Of(PhonePhoto.Of(turn)).Content));
        Assert.That((int)codec.EncodedOrigin, Is.EqualTo(turn));
    }

    [Test]
    public void What_was_stripped_once_stays_as_it_is()
    {
        byte[] once = Photo.Of(PhonePhoto.Of(6)).Content;
        Assert.That(Photo.Of(once).Content, Is.EqualTo(once));
    }

    [Test]
    public void Cut_off_anywhere_it_is_damaged_and_never_kept()
    {
        byte[] whole = Photo.Of(PhonePhoto.Of()).Content;
        for (int length = 3; length < whole.Length; length++)
            Assert.That(Photo.Of(whole.AsSpan(0, length)), Has.Property("Fault").EqualTo("photo-damaged").And.Property("Content").Empty, $"{length} bytes");
    }

    [Test]
    public void Whatever_bytes_come_the_answer_is_a_picture_or_a_reason()
    {
        byte[] whole = PhonePhoto.Of();
        var random = new Random(20260320);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] changed = [.. whole];
            for (int n = 0; n < 4; n++)
                changed[random.Next(2, changed.Length)] = (byte)random.Next(256);
            var photo = Photo.Of(changed);
            Assert.That(photo.Content.Length == 0, Is.EqualTo(photo.Fault is not null));
        }
    }

    [Test]
    public void Something_else_is_no_photograph() => Assert.That(
        new[] { Photo.Of("%PDF-1.7"u8).Fault, Photo.Of([]).Fault, Photo.Of([0x89, 0x50, 0x4E, 0x47]).Fault, Photo.Of(new byte[Photo.MaxBytes + 1]).Fault },
        Is.EqualTo((string[])["photo-type", "photo-type", "photo-type", "photo-large"]));

    private static bool Holds(byte[] content, string text) => content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
}
