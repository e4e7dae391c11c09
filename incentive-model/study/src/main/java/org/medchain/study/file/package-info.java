/**
 * Study files: YAML checked by a published schema ({@link org.medchain.study.file.StudySchema}) and
 * read with defaults ({@link org.medchain.study.file.StudyFile}).
 */
package org.medchain.study.file;
