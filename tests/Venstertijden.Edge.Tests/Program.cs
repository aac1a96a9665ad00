using Venstertijden.Edge.Tests;
using Venstertijden.Edge.Tests.Outbox;

// Not a test: what the kill tests start as a process, in order to end it without warning.
return args switch
{
    ["append-for-ever", var folder] => AppendForEver.Run(folder),
    ["watch-for-ever", var folder, var port] => await WatchForEver.Run(folder, port),
    _ => 2,
};
