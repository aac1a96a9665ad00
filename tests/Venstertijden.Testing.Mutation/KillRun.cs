using System.Reflection;
using System.Xml.Linq;

namespace Venstertijden.Testing.Mutation;

/// <summary>Looks whether the tests notice a mutant: first rows with known answers, which is quick, then the tests themselves.</summary>
internal sealed class KillRun
{
    private const string RowsType = "Venstertijden.Policy.Tests.Mutation.KnownRows";

    // The category "rows" asks what the known rows have asked already.
    private const string OtherTests = "<filter><not><or><cat>rows</cat><cat>slow</cat><cat>fuzz</cat><cat>mutation</cat></or></not></filter>";

    private readonly Func<byte[], MutantContext> _world;
    private readonly byte[] _all;
    private readonly string[] _rows;
    private MutantContext _warm;

    /// <summary>Prepares a run.</summary>
    /// <param name="world">Makes a world for an image.</param>
    /// <param name="all">The image that holds mutants asleep.</param>
    public KillRun(Func<byte[], MutantContext> world, byte[] all)
    {
        (_world, _all) = (world, all);
        _warm = world(all);
        _rows = (string[])Call(_warm.Tests, "Make")!;
    }

    /// <summary>Who fails without any mutant; null when all is well.</summary>
    public string? WhoFailsAsItIs() => ByRows(_warm.Tests) ?? ByTests(_warm.Tests);

    /// <summary>Who noticed the mutant of an image of its own, in words; null when nobody did.</summary>
    public string? WhoKills(byte[] mutated) => Fresh(mutated, null);

    /// <summary>
    /// Who noticed a mutant of the image that holds many. First in a world that was used before, where everything is fast; what nobody notices there is tried
    /// again in a fresh one, as values worked out once at the start keep a mutant from showing.
    /// </summary>
    public string? WhoKills(int number)
    {
        _warm.Wake(number);
        var killer = ByRows(_warm.Tests) ?? ByTests(_warm.Tests);
        _warm.Wake(null);
        if (ByRows(_warm.Tests) is not null)
        {
            // The mutant left something behind.
            _warm.Unload();
            _warm = _world(_all);
            killer = null;
        }

        return killer ?? Fresh(_all, number);
    }

    private string? Fresh(byte[] image, int? number)
    {
        var world = _world(image);
        try
        {
            if (number is not null)
                world.Wake(number);
            return ByRows(world.Tests) ?? ByTests(world.Tests);
        }
        finally
        {
            world.Unload();
        }
    }

    private string? ByRows(Assembly tests)
    {
        try
        {
            return (string?)Call(tests, "FirstWrong", (object)_rows);
        }
        catch (TargetInvocationException thrown)
        {
            return $"rows: {thrown.InnerException!.GetBaseException().GetType().Name}";
        }
    }

    // NUnit's own door for runners; reached by name, so that this program is bound to none of its versions.
    private static string? ByTests(Assembly tests)
    {
        var nunit = Assembly.Load(tests.GetReferencedAssemblies().Single(name => name.Name == "nunit.framework"));
        var settings = new Dictionary<string, object> { ["StopOnError"] = true, ["NumberOfTestWorkers"] = 0, ["SynchronousEvents"] = true };
        var controller = nunit.CreateInstance("NUnit.Framework.Api.FrameworkController", false, BindingFlags.Default, null, [tests, "m", settings], null, null)!;
        controller.GetType().GetMethod("LoadTests", [])!.Invoke(controller, []);
        var result = XElement.Parse((string)controller.GetType().GetMethod("RunTests", [typeof(string)])!.Invoke(controller, [OtherTests])!);
        var failed = result.DescendantsAndSelf().FirstOrDefault(element =>
            element.Name.LocalName == "test-case" && (string?)element.Attribute("result") == "Failed");
        if (failed is not null)
            return (string?)failed.Attribute("fullname");
        if ((string?)result.Attribute("result") == "Failed")
            return "fixture: " + (string?)result.Attribute("label") + result.Descendants().FirstOrDefault(e => e.Name.LocalName == "message")?.Value;
        return (int?)result.Attribute("passed") > 0 ? null : throw new InvalidOperationException("no test ran: " + result);
    }

    private static object? Call(Assembly tests, string method, params object[] arguments) =>
        tests.GetType(RowsType, throwOnError: true)!.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments);
}
