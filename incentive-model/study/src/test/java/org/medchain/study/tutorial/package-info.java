/**
 * Tests of the documentation: {@link org.medchain.study.tutorial.TutorialPage} parses a page,
 * {@link org.medchain.study.tutorial.TutorialRunner} runs its commands.
 */
package org.medchain.study.tutorial;
