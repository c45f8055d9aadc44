using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SignUp.Pages;

[ResponseCache(NoStore = true)]
public sealed class TroubleModel : PageModel
{
    public bool IsMissing { get; private set; }

    public void OnGet(int status) => IsMissing = status == StatusCodes.Status404NotFound;

    public void OnPost(int status) => OnGet(status);
}
