/** Execution of a study on several threads, with its progress. */
package org.medchain.study.execution;
