/** Results of a study as text, JSON and a folder with figures. */
package org.medchain.study.output;
