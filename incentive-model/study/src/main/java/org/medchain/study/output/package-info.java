/**
 * What a study found, and how people and programs get it: {@link
 * org.medchain.study.output.Findings} holds it, {@link org.medchain.study.output.TerminalText}
 * prints it, {@link org.medchain.study.output.Json} writes it, {@link
 * org.medchain.study.output.RunPage} puts it into a folder with its figures.
 */
package org.medchain.study.output;
