/**
 * Study files: YAML checked by a published schema ({@link org.medchain.study.file.StudySchema}) and
 * read with defaults ({@link org.medchain.study.file.StudyFile}). An error names file, line, reason
 * and allowed values (GAME-18).
 */
package org.medchain.study.file;
