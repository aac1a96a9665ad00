using Venstertijden.EndToEnd.Tests.Faults;

// Not a test: what the fault runs start as processes, in order to end them without warning.
return args switch
{
    ["edge", var camera, var keys, var data, var broker] => await StreetEdge.Run(camera, keys, data, broker),
    ["central", var config] => await SteppedCentral.Run(config),
    _ => 2,
};
