using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Venstertijden.Testing;

/// <summary>Waits for something that another thread, process or broker does: looks again and again, up to a deadline, never a fixed sleep.</summary>
public static class Eventually
{
    /// <summary>Long enough for a loaded machine; a test that passes never waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns as soon as the condition holds; fails the test, naming the condition, when it does not within the time.</summary>
    /// <param name="condition">Looked at every 10 ms.</param>
    /// <param name="within">Deadline; <see cref="Patience"/> when left out.</param>
    /// <param name="because">For the failure: what was seen instead.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    public static Task Become(Func<bool> condition, TimeSpan? within = null, Func<string>? because = null, [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        Become(() => Task.FromResult(condition()), within, because, expression);

    /// <summary>As the other, for a condition that has to be asked for.</summary>
    public static async Task Become(Func<Task<bool>> condition, TimeSpan? within = null, Func<string>? because = null, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var limit = within ?? Patience;
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                Assert.Fail($"Not within {limit.TotalSeconds:0.#} s: {expression}{(because is null ? "" : "; " + because())}");
                return;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Waits for a value; fails the test when it stays null.</summary>
    public static async Task<T> Yield<T>(Func<T?> value, TimeSpan? within = null, [CallerArgumentExpression(nameof(value))] string expression = "")
        where T : class
    {
        T? found = null;
        await Become(() => (found = value()) is not null, within, null, expression);
        return found!;
    }
}
