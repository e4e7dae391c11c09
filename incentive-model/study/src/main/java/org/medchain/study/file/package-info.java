/**
 * Study files: YAML that a published schema checks ({@link org.medchain.study.file.StudySchema}),
 * read into a game and sections with defaults ({@link org.medchain.study.file.StudyFile}). Every
 * refusal has a file, a line, a reason and the allowed values (GAME-18).
 */
package org.medchain.study.file;
