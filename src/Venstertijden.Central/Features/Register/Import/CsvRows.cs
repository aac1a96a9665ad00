namespace Venstertijden.Central.Features.Register.Import;

/// <summary>
/// Reads RFC 4180 from a stream, a record at a time, of any length of file: it holds a block of it and no more. A record that cannot be read has a
/// <see cref="Fault"/>; reading goes on with the line after, so that a quote that is not closed does not swallow the rest.
/// </summary>
internal sealed class CsvRows(Stream stream) : IDisposable
{
    /// <summary>A record that is longer than this has no end: a quote was not closed, or it is no CSV.</summary>
    private const int LongestRecord = 1 << 16, MostLines = 32;

    private readonly List<(int Start, int Length, bool Quoted)> _cells = [];
    private byte[] _buffer = new byte[1 << 20];
    private byte[] _unquoted = new byte[256];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _began;

    /// <summary>Number of the record: the header is 0. Empty lines do not count.</summary>
    public int Row { get; private set; } = -1;

    /// <summary>What is wrong with this record; null when its cells can be read.</summary>
    public string? Fault { get; private set; }

    /// <summary>Cells of this record.</summary>
    public int Count => _cells.Count;

    /// <summary>A cell's bytes, without quotes; good until the next cell is asked for.</summary>
    public ReadOnlySpan<byte> Cell(int column)
    {
        var (start, length, quoted) = _cells[column];
        var raw = _buffer.AsSpan(start, length);
        if (!quoted || !raw.Contains((byte)'"'))
            return raw;
        if (_unquoted.Length < raw.Length)
            _unquoted = new byte[raw.Length];
        int count = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            _unquoted[count++] = raw[i];
            if (raw[i] == '"')
                i++;
        }

        return _unquoted.AsSpan(0, count);
    }

    /// <summary>Goes to the next record; false at the end.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is compressed, and damaged or cut.</exception>
    public bool Next()
    {
        if (!_began)
            SkipByteOrderMark();
        while (SkipEmptyLine())
        {
        }

        if (_start == _end && !Fill())
            return false;
        Row++;
        Fault = null;
        int firstLine = -1;
        for (int from = _start, lines = 1; ; lines++)
        {
            int line = LineEnd(from);
            if (firstLine < 0)
                firstLine = line - _start;
            Fault = Split(_start, line);
            if (Fault != Unclosed || line == _end || line - _start >= LongestRecord || lines == MostLines)
            {
                // After a fault only the line where the record began is left out.
                _start = Fault is null ? Math.Min(line + 1, _end) : Math.Min(_start + firstLine + 1, _end);
                return true;
            }

            from = line + 1;
        }
    }

    public void Dispose() => stream.Dispose();

    private const string Unclosed = "expected a closing quote";

    /// <summary>Cells of the bytes from start to end; the fault, or null.</summary>
    private string? Split(int start, int end)
    {
        _cells.Clear();
        if (end > start && _buffer[end - 1] == '\r')
            end--;
        for (int at = start; ;)
        {
            if (at < end && _buffer[at] == '"')
            {
                int close = Closing(at + 1, end);
                if (close < 0)
                    return Unclosed;
                if (close + 1 < end && _buffer[close + 1] != ',')
                    return "expected a comma or the end of the line after a closing quote";
                _cells.Add((at + 1, close - at - 1, true));
                at = close + 1;
            }
            else
            {
                int comma = _buffer.AsSpan(at, end - at).IndexOf((byte)',');
                int length = comma < 0 ? end - at : comma;
                if (_buffer.AsSpan(at, length).Contains((byte)'"'))
                    return "expected a quote only at the start and end of a cell; inside a quoted cell it is written twice";
                _cells.Add((at, length, false));
                at += length;
            }

            if (at >= end)
                return null;
            at++;
        }
    }

    private int Closing(int from, int end)
    {
        while (true)
        {
            int quote = _buffer.AsSpan(from, end - from).IndexOf((byte)'"');
            if (quote < 0)
                return -1;
            quote += from;
            if (quote + 1 >= end || _buffer[quote + 1] != '"')
                return quote;
            from = quote + 2;
        }
    }

    /// <summary>Where the line that goes on at a place ends; reads on as far as needed. Moves <see cref="_start"/> to the front where room is short.</summary>
    private int LineEnd(int from)
    {
        while (true)
        {
            int found = _buffer.AsSpan(from, _end - from).IndexOf((byte)'\n');
            if (found >= 0)
                return from + found;
            int done = _end - _start;
            if (done >= LongestRecord || !Fill())
                return _end;
            from = _start + done;
        }
    }

    private bool SkipEmptyLine()
    {
        while (_end - _start < 2 && Fill())
        {
        }

        if (_start < _end && _buffer[_start] == '\n')
        {
            _start++;
            return true;
        }

        if (_end - _start >= 2 && _buffer[_start] == '\r' && _buffer[_start + 1] == '\n')
        {
            _start += 2;
            return true;
        }

        return false;
    }

    private void SkipByteOrderMark()
    {
        _began = true;
        while (_end - _start < 3 && Fill())
        {
        }

        if (_buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
            _start += 3;
    }

    private bool Fill()
    {
        if (_isAtEnd)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }
}
