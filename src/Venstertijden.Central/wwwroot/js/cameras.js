// The cameras: the tiles follow what the server hears.
import { live } from "./live.js";

live();
