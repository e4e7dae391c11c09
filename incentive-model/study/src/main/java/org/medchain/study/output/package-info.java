/**
 * Results of a study ({@link org.medchain.study.output.StudyResults}) as text ({@link
 * org.medchain.study.output.TerminalText}), JSON ({@link org.medchain.study.output.ResultJson}) and
 * a folder with figures ({@link org.medchain.study.output.ResultFolder}).
 */
package org.medchain.study.output;
