/**
 * The workloads that can be judged: one class each, and one list. A class of a new workload says
 * what its operations do, in which order none contradicts it, and which checkers judge it.
 */
package org.medchain.history.model;
