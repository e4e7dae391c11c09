/**
 * The documentation's test: a {@link org.medchain.study.tutorial.TutorialPage} is taken apart, a
 * {@link org.medchain.study.tutorial.TutorialRunner} follows it to the letter.
 */
package org.medchain.study.tutorial;
