using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Live;

namespace Venstertijden.Central.Tests.Features.Register;

public class RdwLiveTests
{
    private RdwServer _rdw = null!;
    private ServiceProvider _services = null!;
    private string _token = "";

    private RdwLive Live => _services.GetRequiredService<RdwLive>();

    [SetUp]
    public async Task StartRegister()
    {
        _rdw = await RdwServer.Start();
        _token = Path.GetTempFileName();
        await File.WriteAllTextAsync(_token, "made-up-token\n");
        Connect();
    }

    [TearDown]
    public async Task StopRegister()
    {
        await _services.DisposeAsync();
        await _rdw.DisposeAsync();
        File.Delete(_token);
    }

    private void Connect(Uri? address = null, int timeoutMs = 20_000)
    {
        _services?.Dispose();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLiveRegister(new LiveOptions(address ?? _rdw.Address, _token) { Timeout = TimeSpan.FromMilliseconds(timeoutMs), RetryAfter = TimeSpan.FromMilliseconds(1) });
        _services = services.BuildServiceProvider();
    }

    private async Task<SourceVehicle?> Asked(string plate = "V56KVT") =>
        await Live.Ask([plate], default) is LiveResult.Answered { Vehicles: var vehicles } ? vehicles.GetValueOrDefault(plate) : throw new InvalidOperationException("no answer");

    private async Task<LiveFault?> Fault() => await Live.Ask(["V56KVT"], default) is LiveResult.Down down ? down.Why : null;

    [Test]
    public async Task What_the_five_data_sets_say_is_joined_as_an_import_joins_it()
    {
        _rdw.Rows["jhie-znh9"] = """[{"kenteken":"V56KVT","carrosseriecode":"3"}]""";
        _rdw.Rows["7ug8-2dtt"] = """[{"kenteken":"V56KVT","bijzonderheid_code":"146"}]""";
        Assert.That(await Asked(), Is.EqualTo(new SourceVehicle("V56KVT", "FORD", "E-TRANSIT", "N1", "Elektriciteit", "Z", new LocalDate(2018, 5, 14), "gesloten opbouw+BB+nr:3+bz:146", "WIT", 3500, false)));
    }

    [Test]
    public async Task A_row_per_fuel_and_absent_values_are_read_and_what_is_absent_stays_empty()
    {
        _rdw.Rows["m9d7-ebf2"] = """[{"kenteken":"V56KVT","merk":"TOYOTA","eerste_kleur":"Niet geregistreerd"}]""";
        _rdw.Rows["8ys7-d773"] = """[{"kenteken":"V56KVT","brandstof_omschrijving":"Elektriciteit"},{"kenteken":"V56KVT","brandstof_omschrijving":"Benzine","emissiecode_omschrijving":"6"}]""";
        _rdw.Rows["vezc-m2t6"] = "[]";
        Assert.That(await Asked(), Is.EqualTo(new SourceVehicle("V56KVT", "TOYOTA", "", "", "Benzine+Elektriciteit", "6", null, "", "", null, false)));
    }

    [Test]
    public async Task Several_plates_are_one_question_per_data_set_with_the_token_and_no_more_columns_than_needed()
    {
        Assert.That(await Live.Ask(["V56KVT", "V41LPF"], default), Is.TypeOf<LiveResult.Answered>());
        Assert.That(_rdw.Asked.Select(a => (a.Path, a.Where, a.Token)), Is.EquivalentTo(((string[])["m9d7-ebf2", "8ys7-d773", "vezc-m2t6", "jhie-znh9", "7ug8-2dtt"]).Select(set => ($"/resource/{set}.json", "kenteken in('V56KVT','V41LPF')", "made-up-token"))));
        Assert.That(_rdw.Asked.Single(a => a.Path.Contains("8ys7", StringComparison.Ordinal)).Select, Is.EqualTo("kenteken,brandstof_omschrijving,emissiecode_omschrijving"));
    }

    [Test]
    public async Task A_plate_that_the_register_does_not_know_is_an_answer_too()
    {
        _rdw.Rows.Clear();
        Assert.That(await Asked(), Is.Null);
    }

    [TestCase("")]
    [TestCase("V-56-KVT")]
    [TestCase("x') or")]
    public void Only_plates_get_into_a_question(string text) => Assert.That(async () => await Live.Ask([text], default), Throws.ArgumentException);

    [Test]
    public void More_plates_than_fit_in_one_question_are_a_mistake_of_ours() =>
        Assert.That(async () => await Live.Ask([.. Enumerable.Repeat("V56KVT", RdwLive.MostPlates + 1)], default), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task A_failure_that_passes_is_tried_again()
    {
        int failures = 2;
        _rdw.Instead = context =>
        {
            if (Interlocked.Decrement(ref failures) < 0)
                _rdw.Instead = null;
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        Assert.That((await Asked())?.Model, Is.EqualTo("E-TRANSIT"));
    }

    [Test]
    public async Task Who_keeps_failing_is_left_alone_for_a_while()
    {
        _rdw.Instead = static context => Task.FromResult(context.Response.StatusCode = 500);
        Assert.That(await Fault(), Is.EqualTo(LiveFault.Unreachable));
        await Fault();
        int asked = _rdw.Asked.Count;
        Assert.That((await Fault(), _rdw.Asked.Count), Is.EqualTo((LiveFault.Resting, asked)), "not asked again");
    }

    [Test]
    public async Task Who_asks_us_to_wait_is_not_asked_again_at_once()
    {
        _rdw.Instead = static context =>
        {
            context.Response.Headers.RetryAfter = "60";
            context.Response.StatusCode = 429;
            return Task.CompletedTask;
        };
        Assert.That((await Fault(), _rdw.Asked.Count), Is.EqualTo((LiveFault.TooBusy, 5)), "each data set once");
    }

    [Test]
    public async Task An_answer_that_does_not_come_or_drips_in_is_too_slow()
    {
        Connect(timeoutMs: 300);
        _rdw.Instead = static context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        Assert.That(await Fault(), Is.EqualTo(LiveFault.TooSlow));
        Connect(timeoutMs: 300);
        _rdw.Instead = static async context =>
        {
            await context.Response.WriteAsync("[");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.That(await Fault(), Is.EqualTo(LiveFault.TooSlow));
    }

    [Test]
    public async Task An_answer_that_is_cut_off_is_none()
    {
        _rdw.Instead = static async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("[{\"kenteken\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        Assert.That(await Fault(), Is.EqualTo(LiveFault.Unreachable));
    }

    [TestCase("<html>storing</html>")]
    [TestCase("")]
    [TestCase("{\"error\":true}")]
    [TestCase("[1]")]
    [TestCase("[{\"kenteken\":5}]")]
    [TestCase("[{\"merk\":\"FORD\"}]")]
    [TestCase("[{\"kenteken\":\"AE123B\"}]", TestName = "a vehicle that was not asked for")]
    public async Task An_answer_that_cannot_be_read_is_none(string answer)
    {
        _rdw.Instead = context => context.Response.WriteAsync(answer);
        Assert.That(await Fault(), Is.EqualTo(LiveFault.Garbled));
    }

    [Test]
    public async Task A_register_that_is_not_there_is_unreachable()
    {
        var gone = _rdw.Address;
        await _rdw.DisposeAsync();
        Connect(gone);
        Assert.That(await Fault(), Is.EqualTo(LiveFault.Unreachable));
        _rdw = await RdwServer.Start();
    }

    [Test]
    public void A_token_that_cannot_be_read_is_said_at_the_start() =>
        Assert.That(() => new ServiceCollection().AddLiveRegister(new LiveOptions(_rdw.Address, "/nowhere/token")), Throws.TypeOf<BadConfigException>().With.Message.StartsWith("rdw.tokenFile /nowhere/token: expected"));
}
