// An undecided passage: its picture appears by itself when the camera has sent it, with the field ready to type in.
import "./keys.js";
import { live } from "./live.js";

live(() => document.querySelector("#Typed")?.focus());
