/**
 * The documentation's test: a {@link org.medchain.study.tutorial.TutorialPage} is taken apart, a
 * {@link org.medchain.study.tutorial.TutorialRunner} runs its commands exactly.
 */
package org.medchain.study.tutorial;
