using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>The file of one case in a batch.</summary>
/// <param name="Number">Of the case.</param>
/// <param name="Content">By the schema.</param>
public sealed record CaseInBatch(string Number, string Content)
{
    public string File => $"cases/{Number}.xml";
    public string Hash => Signing.Hash(Encoding.UTF8.GetBytes(Content));
}

/// <summary>
/// What is sent: one zip with the list of cases, a file per case, every picture, the signature over the list (which names the hash of every case file, and so of
/// every picture) and the schema. Nothing in it is compressed and no clock is asked: made again it has the same bytes, so that a batch half sent is finished, not sent anew.
/// </summary>
public static class BatchPackage
{
    public const string ListFile = "batch.xml";
    public const string SignatureFile = "batch.sig";

    /// <summary>The list, valid by the schema.</summary>
    public static string WriteList(string number, SiteId site, Instant madeAt, long amountCents, IReadOnlyList<CaseInBatch> cases)
    {
        var names = DeliverySchemas.DeliveryNames;
        string xml = CaseContent.Text(new XElement(
            names + "batch", new XAttribute("number", number), new XAttribute("site", site.Value), new XAttribute("madeAt", CaseContent.Utc(madeAt)), new XAttribute("cases", cases.Count),
            new XAttribute("amountEuro", CaseContent.Euro(amountCents / 100m)),
            cases.Select(c => new XElement(names + "item", new XAttribute("case", c.Number), new XAttribute("file", c.File), new XAttribute("sha256", c.Hash)))));
        var (_, faults) = DeliverySchemas.ReadDelivery(Encoding.UTF8.GetBytes(xml));
        return faults.Count == 0 ? xml : throw new InvalidDataException($"Batch {number} cannot be delivered: {faults[0]}");
    }

    /// <summary>The zip.</summary>
    /// <param name="list">By <see cref="WriteList"/>.</param>
    /// <param name="signature">Base64, over the list's bytes (<see cref="Signing"/>).</param>
    /// <param name="cases">In the order of the list.</param>
    /// <param name="pictures">By their name in the zip.</param>
    /// <param name="publicKeyPem">Of the key that signed.</param>
    public static byte[] Zip(string list, string signature, IReadOnlyList<CaseInBatch> cases, IReadOnlyDictionary<string, byte[]> pictures, string publicKeyPem)
    {
        using var result = new MemoryStream();
        using (var zip = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, ListFile, Encoding.UTF8.GetBytes(list));
            Add(zip, SignatureFile, Encoding.ASCII.GetBytes(signature + "\n"));
            foreach (var one in cases)
                Add(zip, one.File, Encoding.UTF8.GetBytes(one.Content));
            foreach (var (name, content) in pictures.OrderBy(p => p.Key, StringComparer.Ordinal))
                Add(zip, name, content);
            Add(zip, "central-public.pem", Encoding.ASCII.GetBytes(publicKeyPem + "\n"));
            Add(zip, DeliverySchemas.Delivery, DeliverySchemas.Text(DeliverySchemas.Delivery));
        }

        return result.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }
}
