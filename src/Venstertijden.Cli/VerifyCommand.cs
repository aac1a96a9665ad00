using System.CommandLine;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Proof;

namespace Venstertijden.Cli;

/// <summary><c>vth verify DOSSIER.zip|DATA [--trust PEM]</c>: exit 0 when all is as it was stored, 1 when not, 2 when it cannot be looked at.</summary>
public static class VerifyCommand
{
    public const int NotWhole = 1;
    private const int Shown = 100;

    public static Command Create()
    {
        var what = new Argument<string>("DOSSIER.zip|DATA") { Description = "a dossier, or central's data: its folder, its YAML, or its SQLite file" };
        var trust = new Option<string[]>("--trust") { Description = "PEM file with the public key(s) of the municipality that you trust; may be given more than once", HelpName = "PEM" };
        var command = new Command("verify", "Checks files, hashes, chains, signatures and decisions of a dossier or of central's data, offline. Changes nothing.") { what, trust };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(what), parsed.GetValue(trust) ?? [], parsed.InvocationConfiguration.Output, Console.Error, ct));
        return command;
    }

    /// <exception cref="BadInputException">There is nothing here that can be checked.</exception>
    public static async Task<int> Run(string path, string[] trustFiles, TextWriter output, TextWriter progress, CancellationToken ct)
    {
        using var trust = trustFiles.Length == 0 ? null : ReadTrust(trustFiles);
        if (CentralData.TryFind(path) is { } options)
            return await Data(path, options, trust, output, progress, ct);
        try
        {
            await using var file = File.OpenRead(path);
            return Tell(path, DossierVerification.Run(file, trust), output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: expected a dossier (zip) or central's data folder that can be read: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException($"{path}: {e.Message}", e);
        }
    }

    private static async Task<int> Data(string path, CentralOptions options, KeyRing? trust, TextWriter output, TextWriter progress, CancellationToken ct)
    {
        using var key = CentralData.KeyOf(options, "its content cannot be opened");
        using var own = new KeyRing();
        own.AddPem(key.PublicKeyPem);
        int result = 0;
        foreach (var site in await CentralData.Sites(options, ct))
        {
            await using var db = await CentralData.Open(options with { Site = site }, ct);
            var policies = await CentralData.Policies(db, ct);
            // Keys that were in use before: what they signed is still checked.
            foreach (byte[] earlier in await KnownKeys.SigningKeys(db, ct))
                own.Add(earlier);
            var report = await new DataVerification(db, new Vault(key.Master), policies, trust ?? own, step => progress.WriteLine($"vth verify: {site}: {step}")).Run(ct);
            if (trust is null)
                report.Remark("checkpoints were checked with the key in the data itself: name the municipality's public key with --trust PEM to check that too");
            result = Math.Max(result, Tell($"{path} ({site})", report, output));
        }

        foreach (string not in NotProven)
            output.WriteLine($"not proven: {not}");
        return result;
    }

    /// <summary>What "whole" does not say, in so many words.</summary>
    private static readonly string[] NotProven =
    [
        "register, exemptions, firms and their vehicles, plate marks, accounts, cameras' modes and papers: they change every day and no chain holds them (each case holds the facts, versions and grounds that it was judged by, and those are proven)",
        "who holds a case now, when a picture was asked for or came, why and when a message was refused, when a gap was noticed: bookkeeping beside what is proven",
        "anonymous facts one by one: only that there are as many as verdicts were counted",
        "what came after the last checkpoint: it fits together, but who has the database and its keys could still make it anew",
    ];

    private static int Tell(string name, ProofReport report, TextWriter output)
    {
        foreach (var finding in report.Findings.Take(Shown))
            output.WriteLine($"NOT WHOLE  {finding}");
        if (report.Findings.Count > Shown)
            output.WriteLine($"NOT WHOLE  and {report.Findings.Count - Shown} more");
        output.WriteLine($"looked at: {report.Looked}");
        foreach (string remark in report.Remarks.Take(Shown))
            output.WriteLine($"note: {remark}");
        output.WriteLine(report.IsWhole ? $"{name}: whole" : $"{name}: NOT WHOLE, {report.Findings.Count} finding{(report.Findings.Count == 1 ? "" : "s")}");
        return report.IsWhole ? 0 : NotWhole;
    }

    private static KeyRing ReadTrust(string[] files)
    {
        var ring = new KeyRing();
        foreach (string file in files)
        {
            try
            {
                if (!ring.AddPem(File.ReadAllText(file)))
                    throw new BadInputException($"--trust {file}: expected a PEM block PUBLIC KEY with an ECDSA P-256 key");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new BadInputException($"--trust {file}: expected a readable PEM file: {e.Message}", e);
            }
        }

        return ring;
    }
}
