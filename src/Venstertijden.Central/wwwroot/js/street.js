// In the street: notices appear by themselves, and the answer to a check is read out where it stands.
import { live } from "./live.js";

live();
document.querySelector("#answer")?.focus();
document.querySelector("#found")?.scrollIntoView();
