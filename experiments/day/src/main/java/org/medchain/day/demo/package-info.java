/** A day of participants on a new cluster (PROC-8). */
package org.medchain.day.demo;
