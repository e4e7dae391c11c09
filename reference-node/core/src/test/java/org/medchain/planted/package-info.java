/**
 * Classes that break the rules of the core on purpose, in a small copy of its packages: the tests
 * of the rules must find every one of them.
 */
package org.medchain.planted;
