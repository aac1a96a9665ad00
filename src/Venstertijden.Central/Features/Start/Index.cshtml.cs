using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Venstertijden.Central.Features.Start;

/// <summary>What needs this person now, in words with numbers.</summary>
public sealed class IndexModel : PageModel;
