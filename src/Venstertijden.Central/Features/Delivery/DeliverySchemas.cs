using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>The two schemas of the delivery, and reading against them. Nothing outside the text is ever fetched.</summary>
public static class DeliverySchemas
{
    public const string Delivery = "case-delivery-1.xsd";
    public const string Return = "case-return-1.xsd";
    internal static readonly XNamespace DeliveryNames = "urn:venstertijden:case-delivery:1";
    internal static readonly XNamespace ReturnNames = "urn:venstertijden:case-return:1";
    private const int MostFaults = 20;
    private static readonly Lazy<XmlSchemaSet> Deliveries = new(() => Load(Delivery));
    private static readonly Lazy<XmlSchemaSet> Returns = new(() => Load(Return));

    /// <summary>The text of a schema, as it is given to whoever builds the other side.</summary>
    public static byte[] Text(string name)
    {
        using var stream = typeof(DeliverySchemas).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"No schema {name}.", nameof(name));
        using var text = new MemoryStream();
        stream.CopyTo(text);
        return text.ToArray();
    }

    /// <summary>Reads a document of a delivery; the faults name line and column.</summary>
    public static (XDocument? Document, IReadOnlyList<string> Faults) ReadDelivery(byte[] xml) => Read(xml, Deliveries.Value);

    /// <summary>Reads an answer; the faults name line and column.</summary>
    public static (XDocument? Document, IReadOnlyList<string> Faults) ReadReturn(byte[] xml) => Read(xml, Returns.Value);

    private static (XDocument? Document, IReadOnlyList<string> Faults) Read(byte[] xml, XmlSchemaSet schemas)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = ICaseExport.MaxAnswerBytes, ValidationType = ValidationType.Schema, Schemas = schemas };
        // A root element that the schema does not know is only a warning.
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) =>
        {
            if (faults.Count < MostFaults)
                faults.Add($"line {e.Exception.LineNumber}, column {e.Exception.LinePosition}: {e.Message}");
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), settings);
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo);
            return faults.Count == 0 ? (document, faults) : (null, faults);
        }
        catch (XmlException e)
        {
            return (null, [$"line {e.LineNumber}, column {e.LinePosition}: {e.Message}"]);
        }
    }

    private static XmlSchemaSet Load(string name)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(Text(name)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        set.Add(null, reader);
        set.Compile();
        return set;
    }
}
