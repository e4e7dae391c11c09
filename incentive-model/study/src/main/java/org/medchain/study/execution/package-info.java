/** Doing the work of a study on several threads, and saying how far it is. */
package org.medchain.study.execution;
