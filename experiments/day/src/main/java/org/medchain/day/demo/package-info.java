/** A day of participants on a cluster of its own (PROC-8). */
package org.medchain.day.demo;
