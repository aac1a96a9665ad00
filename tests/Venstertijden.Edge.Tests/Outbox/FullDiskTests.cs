using System.Diagnostics;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Tests.Outbox;

/// <summary>A disk of three megabytes that really fills up. Needs the right to mount one.</summary>
public class FullDiskTests
{
    private EdgeFolder _folder = null!;

    private string Filler => Path.Combine(_folder.Data, "filler");

    [SetUp]
    public void MountDisk()
    {
        _folder = new EdgeFolder();
        Directory.CreateDirectory(_folder.Data);
        if (Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", _folder.Data) != 0)
            Assert.Ignore("needs the right to mount a tmpfs (root)");
    }

    [TearDown]
    public void RemoveDisk()
    {
        Run("umount", _folder.Data);
        _folder.Dispose();
    }

    [Test]
    public void What_was_stored_stays_what_was_lost_is_told_and_acknowledged_passages_make_room_again()
    {
        using var outbox = _folder.OpenOutbox();
        var chain = outbox.State.Chain;
        outbox.Append(EdgeFolder.Draft());
        FillDisk();
        long stored = 1;
        long lost = 0;
        for (int i = 0; i < 3000 && lost < 5; i++)
        {
            if (outbox.Append(EdgeFolder.Draft()) is { Stored: true } appended)
                stored = appended.Seq;
            else
                lost++;
        }

        Assert.That(lost, Is.EqualTo(5), "the disk is full");
        Assert.That(outbox.Take(chain, 0, 10_000), Has.Count.EqualTo(stored));

        // Central acknowledges while the disk is still full: erasing has to work then too.
        outbox.Acknowledge(chain, stored - 1);
        outbox.Tidy();
        Assert.That(outbox.State.Depth, Is.LessThan(stored));

        File.Delete(Filler);
        outbox.Tidy();
        Assert.That(outbox.Append(EdgeFolder.Draft()).Stored);
        var left = outbox.Take(chain, stored - 1, 100);
        var gap = left.Where(m => m.Kind == MessageKind.Gap).Select(ChainAssert.Gap).Single();
        Assert.That((gap.From, gap.To - gap.From + 1, gap.Reason), Is.EqualTo((stored + 1, lost, GapReason.DiskFull)));
    }

    [Test]
    public void Killed_on_a_full_disk_it_comes_up_again_with_all_that_was_stored()
    {
        long stored;
        Guid chain;
        using (var outbox = _folder.OpenOutbox())
        {
            chain = outbox.State.Chain;
            FillDisk();
            for (int i = 0; i < 3000 && outbox.Append(EdgeFolder.Draft()).Stored; i++)
            {
            }

            stored = outbox.State.Last;
        }

        using var again = _folder.OpenOutbox();

        Assert.That((again.State.Chain, again.State.Last), Is.EqualTo((chain, stored)));
        ChainAssert.IsWhole(again.Take(chain, 0, 10_000), _folder, chain);
    }

    [Test]
    public void A_picture_that_finds_no_room_leaves_nothing_half_written()
    {
        var store = _folder.OpenEvidence();
        FillDisk();

        var sealedPicture = store.Seal(Guid.CreateVersion7(EdgeFolder.Monday.ToDateTimeOffset()), EvidenceKind.Overview, "image/jpeg", new byte[2_000_000]);

        Assert.That(sealedPicture, Is.Null);
        Assert.That(Directory.EnumerateFiles(Path.Combine(_folder.Data, "evidence"), "*", SearchOption.AllDirectories), Is.Empty);
    }

    private void FillDisk()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[16 * 1024];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full; a little is given back, so that the outbox runs into it by itself.
            file.SetLength(Math.Max(0, file.Length - (100 * 1024)));
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
