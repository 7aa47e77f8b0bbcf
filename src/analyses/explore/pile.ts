/** Numbers gathered part by part. */
export class Pile {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A view of what was gathered; the next `add` may leave it behind. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }

  add(part: Float64Array): void {
    const wanted = this.#length + part.length;
    if (wanted > this.#values.length) {
      const wider = new Float64Array(Math.max(wanted, 2 * this.#values.length));
      wider.set(this.values);
      this.#values = wider;
    }
    this.#values.set(part, this.#length);
    this.#length = wanted;
  }
}
