using System.Numerics;

namespace Venstertijden.Street;

/// <summary>Where a model stands: its end nearest the camera at <see cref="Near"/>, turned along the lane.</summary>
/// <param name="Near">Ground point (X, Z) of the middle of the near end.</param>
/// <param name="Ahead">Unit vector on the ground away from the camera.</param>
/// <param name="Length">Of the model; the rear view turns it about.</param>
/// <param name="FrontInView">False shows the rear.</param>
/// <param name="Lift">Height of what it stands on.</param>
internal readonly record struct Placement(Vector2 Near, Vector2 Ahead, float Length, bool FrontInView, float Lift = 0)
{
    public Vector3 ToWorld(Vector3 p)
    {
        var (x, z) = FrontInView ? (p.X, p.Z) : (-p.X, Length - p.Z);
        return new Vector3(Near.X + (x * Ahead.Y) + (z * Ahead.X), p.Y + Lift, Near.Y - (x * Ahead.X) + (z * Ahead.Y));
    }

    public Vector3 Turn(Vector3 n)
    {
        var (x, z) = FrontInView ? (n.X, n.Z) : (-n.X, -n.Z);
        return new Vector3((x * Ahead.Y) + (z * Ahead.X), n.Y, (z * Ahead.Y) - (x * Ahead.X));
    }
}

/// <summary>
/// A small software rasteriser: depth buffer at 2 x 2 samples a pixel, shading once per pixel and triangle, light per
/// vertex. Not thread-safe; the renderer keeps one per thread at work.
/// </summary>
internal sealed class MeshRaster
{
    // Neighbours overlap by this part of a triangle, so that no crack shows between them.
    private const float Slack = 0.002f;

    private float[] _depth = [];
    private int[] _owner = [];
    private Lit[] _vertices = [];
    private Triangle _shaded;
    private int _width;
    private int _height;

    private struct Lit
    {
        public Vector2 Pixel;
        public float Inverse;
        public Vector3 World;
        public Vector3 Light;
        public Vector3 Mirror;
    }

    /// <summary>What all pixels of a triangle share; pixels of one triangle come in runs.</summary>
    private struct Triangle
    {
        public int Id;
        public (int A, int B, int C, Skin Skin) Vertices;
        public Vector2 Corner;
        public Vector2 TowardB;
        public Vector2 TowardC;
        public Vector3 Inverse;
        public Vector3 A;
        public Vector3 B;
        public Vector3 C;
        public Vector3 Low;
        public Vector3 High;
    }

    /// <summary>Pixels that the mesh may cover, cut to the window; empty when it is out of view.</summary>
    public PixelBox Prepare(VehicleModel model, Placement placement, StreetCamera camera, StreetLight light, PixelBox window)
    {
        if (_vertices.Length < model.Positions.Length)
            _vertices = new Lit[model.Positions.Length];
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        var eye = new Vector3(0, camera.Height, 0);
        for (var i = 0; i < model.Positions.Length; i++)
        {
            var world = placement.ToWorld(model.Positions[i]);
            world.Z = Math.Max(world.Z, 0.8f);
            ref var v = ref _vertices[i];
            v.World = world;
            v.Pixel = camera.Project(world);
            v.Inverse = 1 / world.Z;
            (v.Light, v.Mirror) = Lighting.At(world, placement.Turn(model.Normals[i]), eye, light);
            low = Vector2.Min(low, v.Pixel);
            high = Vector2.Max(high, v.Pixel);
        }
        return window.Cut(low - new Vector2(2), high + new Vector2(3));
    }

    /// <summary>Draws into premultiplied BGRA of the size of <paramref name="box"/>.</summary>
    public void Draw(VehicleModel model, Placement placement, PixelBox box, StreetCamera camera, Span<int> target, int stride)
    {
        (_width, _height) = (box.Width * 2, box.Height * 2);
        if (_depth.Length < _width * _height)
            (_depth, _owner) = (new float[_width * _height], new int[_width * _height]);
        Array.Clear(_depth, 0, _width * _height);
        Array.Fill(_owner, -1, 0, _width * _height);
        var eye = new Vector3(0, camera.Height, 0);
        var triangles = model.Triangles;
        for (var t = 0; t < triangles.Length; t++)
        {
            var (a, b, c, _) = triangles[t];
            var normal = placement.Turn(model.Normals[a] + model.Normals[b] + model.Normals[c]);
            if (Vector3.Dot(normal, eye - _vertices[a].World) > 0)
                Scan(t, a, b, c, box);
        }
        Resolve(model, box, target, stride);
    }

    private void Scan(int id, int a, int b, int c, PixelBox box)
    {
        var offset = new Vector2(box.X, box.Y);
        var (p, q, r) = ((_vertices[a].Pixel - offset) * 2, (_vertices[b].Pixel - offset) * 2, (_vertices[c].Pixel - offset) * 2);
        var area = ((q.X - p.X) * (r.Y - p.Y)) - ((q.Y - p.Y) * (r.X - p.X));
        if (MathF.Abs(area) < 1e-6f)
            return;
        var x0 = Math.Max(0, (int)(Math.Min(p.X, Math.Min(q.X, r.X)) - 0.5f));
        var x1 = Math.Min(_width - 1, (int)(Math.Max(p.X, Math.Max(q.X, r.X)) + 0.5f));
        var y0 = Math.Max(0, (int)(Math.Min(p.Y, Math.Min(q.Y, r.Y)) - 0.5f));
        var y1 = Math.Min(_height - 1, (int)(Math.Max(p.Y, Math.Max(q.Y, r.Y)) + 0.5f));
        var k = 1 / area;
        var (wqX, wqY) = ((r.Y - p.Y) * k, -(r.X - p.X) * k);
        var (wrX, wrY) = (-(q.Y - p.Y) * k, (q.X - p.X) * k);
        var (zp, zq, zr) = (_vertices[a].Inverse, _vertices[b].Inverse - _vertices[a].Inverse, _vertices[c].Inverse - _vertices[a].Inverse);
        for (var y = y0; y <= y1; y++)
        {
            var (dx, dy) = (0.5f - p.X, y + 0.5f - p.Y);
            var (wq, wr) = ((dx * wqX) + (dy * wqY), (dx * wrX) + (dy * wrY));
            var (from, to) = ((float)x0, (float)x1);
            Inside(wq + Slack, wqX, ref from, ref to);
            Inside(wr + Slack, wrX, ref from, ref to);
            Inside(1 + Slack - wq - wr, -wqX - wrX, ref from, ref to);
            var (first, last) = ((int)MathF.Ceiling(from), (int)MathF.Floor(to));
            var step = (wqX * zq) + (wrX * zr);
            var inverse = zp + ((wq + (first * wqX)) * zq) + ((wr + (first * wrX)) * zr);
            var at = (y * _width) + first;
            for (var x = first; x <= last; x++, at++, inverse += step)
            {
                if (inverse <= _depth[at])
                    continue;
                _depth[at] = inverse;
                _owner[at] = id;
            }
        }
    }

    /// <summary>Narrows a row to where value + x * slope is not negative.</summary>
    private static void Inside(float value, float slope, ref float from, ref float to)
    {
        if (slope > 0)
            from = Math.Max(from, -value / slope);
        else if (slope < 0)
            to = Math.Min(to, -value / slope);
        else if (value < 0)
            to = -1;
    }

    private void Resolve(VehicleModel model, PixelBox box, Span<int> target, int stride)
    {
        _shaded.Id = -1;
        for (var y = 0; y < box.Height; y++)
        {
            for (var x = 0; x < box.Width; x++)
            {
                var at = (2 * y * _width) + (2 * x);
                var (a, b, c, d) = (_owner[at], _owner[at + 1], _owner[at + _width], _owner[at + _width + 1]);
                if ((a & b & c & d) == -1 && a == -1 && b == -1 && c == -1)
                {
                    target[(y * stride) + x] = 0;
                    continue;
                }
                var middle = new Vector2(box.X + x + 0.5f, box.Y + y + 0.5f);
                Vector3 colour;
                var covered = 4;
                if (a == b && a == c && a == d)
                {
                    colour = Shade(model, a, middle);
                }
                else
                {
                    (colour, covered) = (Vector3.Zero, 0);
                    foreach (var id in (ReadOnlySpan<int>)[a, b, c, d])
                    {
                        if (id < 0)
                            continue;
                        colour += Shade(model, id, middle);
                        covered++;
                    }
                    colour /= 4;
                }
                var alpha = covered * 255 / 4;
                colour = Vector3.Clamp(colour, Vector3.Zero, new Vector3(alpha));
                target[(y * stride) + x] = (alpha << 24) | ((int)colour.Z << 16) | ((int)colour.Y << 8) | (int)colour.X;
            }
        }
    }

    private Vector3 Shade(VehicleModel model, int id, Vector2 at)
    {
        if (id != _shaded.Id)
            _shaded = Face(model, id);
        ref readonly var f = ref _shaded;
        var p = at - f.Corner;
        var wb = Vector2.Dot(p, f.TowardB);
        var wc = Vector2.Dot(p, f.TowardC);
        // Positions are linear in space, not on the screen: weigh by the inverse depth.
        var (pa, pb, pc) = ((1 - wb - wc) * f.Inverse.X, wb * f.Inverse.Y, wc * f.Inverse.Z);
        var inverse = pa + pb + pc;
        var place = ((f.A * pa) + (f.B * pb) + (f.C * pc)) / inverse;
        place = Vector3.Clamp(place, f.Low, f.High);
        wb = Math.Clamp(wb, 0, 1);
        wc = Math.Clamp(wc, 0, 1 - wb);
        ref var a = ref _vertices[f.Vertices.A];
        ref var b = ref _vertices[f.Vertices.B];
        ref var c = ref _vertices[f.Vertices.C];
        var light = (a.Light * (1 - wb - wc)) + (b.Light * wb) + (c.Light * wc);
        var mirror = (a.Mirror * (1 - wb - wc)) + (b.Mirror * wb) + (c.Mirror * wc);
        var paint = model.Sample(f.Vertices.Skin, place, inverse);
        // Glass mirrors far more than twice what paint does.
        var gloss = paint.W / 255;
        gloss *= 1 + (gloss * gloss);
        var colour = (paint.AsVector3() * light) + (mirror * gloss);
        // As the street does: bright parts press together before they clip.
        return Vector3.Min(colour, (colour * 0.35f) + new Vector3(140));
    }

    private Triangle Face(VehicleModel model, int id)
    {
        var vertices = model.Triangles[id];
        ref var a = ref _vertices[vertices.A];
        ref var b = ref _vertices[vertices.B];
        ref var c = ref _vertices[vertices.C];
        var (q, r) = (b.Pixel - a.Pixel, c.Pixel - a.Pixel);
        var area = (q.X * r.Y) - (q.Y * r.X);
        var (u, v, w) = (model.Positions[vertices.A], model.Positions[vertices.B], model.Positions[vertices.C]);
        // The middle of a pixel may lie beside a sliver that holds one of its samples: go on in the sliver's plane, not far.
        var reach = new Vector3(0.02f);
        return new Triangle
        {
            Id = id,
            Vertices = vertices,
            Corner = a.Pixel,
            TowardB = new Vector2(r.Y, -r.X) / area,
            TowardC = new Vector2(-q.Y, q.X) / area,
            Inverse = new Vector3(a.Inverse, b.Inverse, c.Inverse),
            A = u,
            B = v,
            C = w,
            Low = Vector3.Min(u, Vector3.Min(v, w)) - reach,
            High = Vector3.Max(u, Vector3.Max(v, w)) + reach,
        };
    }
}
