using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Venstertijden.Edge.Reading;

/// <summary>One net of one input and one output on one core, with its buffers kept per input shape. Not for several threads.</summary>
internal sealed class Net : IDisposable
{
    // A camera has one size of frame; a folder of pictures may have a size for each.
    private const int MostShapes = 16;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly Func<long[], long[]> _outputShape;
    private readonly Dictionary<(long, long, long, long), NetBuffers> _buffers = [];

    /// <param name="net">The ONNX file.</param>
    /// <param name="outputShape">The shape of the output for a shape of the input.</param>
    /// <exception cref="ModelException">It is not a net of one input and one output.</exception>
    public Net(byte[] net, Func<long[], long[]> outputShape)
    {
        // More threads than one only add waiting for nets this small; the edge uses its cores for its cameras.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableCpuMemArena = true,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            _session = new InferenceSession(net, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"expected an ONNX net, but {e.Message.ReplaceLineEndings(" ")}", e);
        }

        _inputs = [.. _session.InputNames];
        _outputs = [.. _session.OutputNames];
        if (_inputs.Length != 1 || _outputs.Length != 1)
            throw new ModelException($"expected a net of one input and one output, not of {_inputs.Length} and {_outputs.Length}");
        _outputShape = outputShape;
    }

    /// <summary>The buffers for one input shape; valid until those for another are asked for.</summary>
    public NetBuffers Buffers(long count, long channels, long height, long width)
    {
        var key = (count, channels, height, width);
        if (!_buffers.TryGetValue(key, out var buffers))
        {
            if (_buffers.Count == MostShapes)
                Forget();
            long[] shape = [count, channels, height, width];
            _buffers[key] = buffers = new NetBuffers(shape, _outputShape(shape));
        }

        return buffers;
    }

    public void Run(NetBuffers buffers) => _session.Run(_run, _inputs, buffers.Inputs, _outputs, buffers.Outputs);

    public void Dispose()
    {
        Forget();
        _run.Dispose();
        _session.Dispose();
    }

    private void Forget()
    {
        foreach (var buffers in _buffers.Values)
            buffers.Dispose();
        _buffers.Clear();
    }
}

/// <summary>Pinned memory that the net reads from and writes to, so that a frame costs no garbage.</summary>
internal sealed unsafe class NetBuffers : IDisposable
{
    private readonly float* _input;
    private readonly float* _output;
    private readonly int _inputLength;
    private readonly int _outputLength;

    public NetBuffers(long[] inputShape, long[] outputShape)
    {
        _inputLength = checked((int)Product(inputShape));
        _outputLength = checked((int)Product(outputShape));
        _input = (float*)NativeMemory.AlignedAlloc((nuint)_inputLength * sizeof(float), 64);
        _output = (float*)NativeMemory.AlignedAlloc((nuint)_outputLength * sizeof(float), 64);
        Inputs = [Value(_input, _inputLength, inputShape)];
        Outputs = [Value(_output, _outputLength, outputShape)];
    }

    public Span<float> Input => new(_input, _inputLength);

    public ReadOnlySpan<float> Output => new(_output, _outputLength);

    /// <summary>Where the input lies, for OpenCV.</summary>
    public nint InputPointer => (nint)_input;

    internal OrtValue[] Inputs { get; }

    internal OrtValue[] Outputs { get; }

    public void Dispose()
    {
        Inputs[0].Dispose();
        Outputs[0].Dispose();
        NativeMemory.AlignedFree(_input);
        NativeMemory.AlignedFree(_output);
    }

    private static OrtValue Value(float* memory, int length, long[] shape)
        => OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, shape, (nint)memory, length * sizeof(float));

    private static long Product(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);
}
