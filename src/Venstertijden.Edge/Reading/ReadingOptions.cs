namespace Venstertijden.Edge.Reading;

/// <summary>Which nets look at the frames.</summary>
public sealed record ReadingOptions
{
    /// <summary>Reads the text of a plate; default the net that ships.</summary>
    public PlateReaderKind Reader { get; init; } = PlateReaderKind.Onnx;

    /// <summary>Folder with <c>detector.onnx</c>, <c>reader.onnx</c> and their contracts; null for those that ship inside the program.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Least probability of a reading that counts, 0 to 1; null for the threshold that ships with the reader.</summary>
    public double? Threshold { get; init; }

    /// <summary>Confidences are turned into measured probabilities; false leaves them as the net gave them, for measuring.</summary>
    public bool Calibrated { get; init; } = true;

    /// <summary>
    /// Wide frames are also searched part by part at full sharpness, which finds plates from 60 pixels in a frame of 3840 and
    /// takes about as many times longer as there are parts (12 in 3840 x 2160); default false.
    /// </summary>
    public bool Tiles { get; init; }

    /// <summary>Where plates count; default everywhere.</summary>
    public WatchedAreas Areas { get; init; } = new();

    /// <summary>Tesseract is asked too, once per passage, where its data is installed; default true.</summary>
    public bool SecondReader { get; init; } = true;

    /// <summary>Folder with Tesseract's <c>eng.traineddata</c>; null to look where Debian puts it.</summary>
    public string? TessdataFolder { get; init; }
}

/// <summary>The readers there are.</summary>
public enum PlateReaderKind
{
    /// <summary>The net that ships.</summary>
    Onnx,

    /// <summary>Tesseract, as an independent second opinion.</summary>
    Tesseract,
}

/// <summary>A net or a reader that cannot be used. The message is one line for the operator.</summary>
public sealed class ModelException : Exception
{
    public ModelException(string message)
        : base(message)
    {
    }

    public ModelException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ModelException()
    {
    }
}
