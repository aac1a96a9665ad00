namespace Venstertijden.Central.Features.Policies;

internal static partial class Log
{
    [LoggerMessage(2601, LogLevel.Error, "Policy document not in force, the last good set stays: {Fault}")]
    internal static partial void NotInForce(ILogger log, string fault);

    [LoggerMessage(2602, LogLevel.Information, "Policy documents in force: {Documents} of {Site}")]
    internal static partial void InForce(ILogger log, int documents, string site);

    [LoggerMessage(2603, LogLevel.Information, "Policy document {Document} taken from the folder")]
    internal static partial void Taken(ILogger log, string document);

    [LoggerMessage(2604, LogLevel.Error, "What-if {Run} failed: {Error}")]
    internal static partial void WhatIfFailed(ILogger log, Guid run, string error);

    [LoggerMessage(2605, LogLevel.Information, "Made {Facts} anonymous facts of {Site} coarser, up to {Day}")]
    internal static partial void Coarsened(ILogger log, int facts, string site, string day);
}
