/**
 * Follows tutorials whose steps are Java files: part of every module's tests, like {@code
 * org.medchain.costs}.
 */
package org.medchain.tutorial;
