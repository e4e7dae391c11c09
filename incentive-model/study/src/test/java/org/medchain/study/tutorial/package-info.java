/**
 * The documentation's test: a {@link org.medchain.study.tutorial.Page} is taken apart, a {@link
 * org.medchain.study.tutorial.Reader} follows it to the letter.
 */
package org.medchain.study.tutorial;
