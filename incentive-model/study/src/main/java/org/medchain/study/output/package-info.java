/**
 * A study's results, and their output for people and programs: {@link
 * org.medchain.study.output.StudyResults} holds it, {@link org.medchain.study.output.TerminalText}
 * prints it, {@link org.medchain.study.output.ResultJson} writes it, {@link
 * org.medchain.study.output.ResultFolder} puts it into a folder with its figures.
 */
package org.medchain.study.output;
