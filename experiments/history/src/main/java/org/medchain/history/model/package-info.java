/**
 * Workloads that can be judged, one class each: operations, a sequential order that none
 * contradicts, and checkers.
 */
package org.medchain.history.model;
