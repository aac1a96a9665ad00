namespace Venstertijden.Central.Features.Shared;

/// <summary>The few line drawings of the pages, on a grid of 24 by 24, drawn in the colour of the text around them.</summary>
public static class Icons
{
    public static string Drawing(string name) => name switch
    {
        "ok" => """<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.7 2.7L16 9.6"/>""",
        "warning" => """<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>""",
        "danger" => """<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="m9 9 6 6m0-6-6 6"/>""",
        "neutral" => """<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>""",
        "info" => """<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>""",
        "clock" => """<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>""",
        "question" => """<circle cx="12" cy="12" r="9"/><path d="M9.3 9.4A2.8 2.8 0 1 1 12 13v1.2M12 17v.1"/>""",
        "camera" => """<path d="M3 8.5 16 5l1.2 4.6L4.2 13zM17 7.5l4-.4-.2 3-3.6-.4M8 12.2V19M4.5 19h7"/>""",
        "link" => """<path d="M5 12.5a10 10 0 0 1 14 0M8 15.6a5.6 5.6 0 0 1 8 0M12 19v.1M2 9.3a14.4 14.4 0 0 1 20 0"/>""",
        "frames" => """<rect x="3" y="5" width="18" height="14" rx="1.5"/><path d="M7 5v14M17 5v14M3 12h18"/>""",
        "read" => """<rect x="2.5" y="7" width="19" height="10" rx="1.5"/><path d="M6 7v10M9.5 14v-4M13 14v-4M16.5 14v-4"/>""",
        "outbox" => """<path d="M4 13v6h16v-6M4 13h4.5l1.2 2.5h4.6L15.5 13H20M12 10.5V3.5M9 6.3l3-3 3 3"/>""",
        "storage" => """<ellipse cx="12" cy="6" rx="7.5" ry="2.8"/><path d="M4.5 6v12c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8V6M4.5 12c0 1.5 3.4 2.8 7.5 2.8s7.5-1.3 7.5-2.8"/>""",
        "van" => """<path d="M2.5 16.5V7h11v9.5M13.5 10h4l3.5 3.6v2.9h-2M2.5 16.5H5m4 0h6"/><circle cx="7" cy="17" r="2"/><circle cx="17" cy="17" r="2"/>""",
        "case" => """<rect x="4" y="5" width="16" height="15" rx="1.5"/><path d="M9 5V3.5h6V5M8 11h8M8 15h5"/>""",
        "rules" => """<path d="M6 3.5h9.5L19 7v13.5H6zM15 3.5V7.5h4M9 11h7M9 14h7M9 17h4"/>""",
        "whatif" => """<path d="M4 19.5h16M6.5 19.5v-6M11 19.5V9M15.5 19.5v-4M14 7.5l4-3.5m0 0h-3.2m3.2 0v3.2"/>""",
        "report" => """<path d="M4 4.5v15h16M7.5 15.5l3.5-4.5 3 2.5 4.5-6"/>""",
        "log" => """<path d="M5 4.5h14v15H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4"/>""",
        "erased" => """<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.9 13h9.2l.9-13M10 10.5v6M14 10.5v6"/>""",
        "papers" => """<path d="M8 3.5h8.5L20 7v11H8zM16 3.5V7h4M4.5 7.5v13.5H16M11 12.5l2 2 3.5-4"/>""",
        "search" => """<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>""",
        "appeal" => """<path d="M12 4v16M7 20h10M5 7.5h14M5 7.5 2.5 13h5zM19 7.5 16.5 13h5z"/>""",
        "letter" => """<rect x="3.5" y="5.5" width="17" height="13" rx="1.5"/><path d="m4 7 8 6 8-6"/>""",
        "round" => """<path d="M12 3.5v17M6.5 5h9l3 2.5-3 2.5h-9zM9.5 20.5h5"/>""",
        "more" => """<path d="M6 9.5l6 6 6-6"/>""",
        "home" => """<path d="M4 11.5 12 4.5l8 7M6.2 10v9.5h11.6V10M10 19.5v-5.3h4v5.3"/>""",
        "next" => """<path d="M5 12h14M13.5 6.5 19 12l-5.5 5.5"/>""",
        "back" => """<path d="M19 12H5M10.5 6.5 5 12l5.5 5.5"/>""",
        "out" => """<path d="M14 4H5v16h9M10 12h11M17.5 8.5 21 12l-3.5 3.5"/>""",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no icon of this name."),
    };
}
