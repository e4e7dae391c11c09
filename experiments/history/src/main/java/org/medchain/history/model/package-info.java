/** Workloads that can be judged, one class each. */
package org.medchain.history.model;
