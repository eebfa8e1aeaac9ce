/** Says wherever an answer shows that no web was searched for it. */
export const emulatorNote = "From the emulator's small corpus, not from the web.";
