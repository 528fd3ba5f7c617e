"""Clusters of words by their neighbours in unlabelled text.

`python -m ruammit.training.names.clusters --lang vi DIR ...` writes those of a pack (`LanguagePack.clusters`): of the
lower-case words of all texts below the folders. `train.py` makes those of the tagger.

Words are counted with the words one and two before and after them, the counts turned into positive pointwise mutual
information and reduced by a truncated singular value decomposition (Levy, Goldberg and Dagan, 2015), and the vectors
grouped by k-means. The same texts give the same clusters.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD

from ruammit import languages
from ruammit.entities.tagger.words import Cluster
from ruammit.languages import LanguagePack
from ruammit.matching import fold
from ruammit.text.normalization import reading_of

__all__ = ["clusters", "write_clusters"]

FINE, COARSE = 400, 64
_DIMENSIONS = 100
_RAREST = 6  # occurrences of a word that gets a cluster
_MOST_WORDS = 40_000
_MOST_NEIGHBOURS = 3_000
_DISTANCES = (-2, -1, 1, 2)
_SMOOTHING = 0.75  # exponent of the neighbours' frequencies (Levy, Goldberg and Dagan, 2015)


def clusters(texts: Iterable[Sequence[str]]) -> dict[str, Cluster]:
    """The clusters of the words that are not rare.

    Args:
        texts: each as its words.
    """
    kept = [list(text) for text in texts]
    frequency = Counter(word for text in kept for word in text)
    words = [word for word, times in frequency.most_common(_MOST_WORDS) if times >= _RAREST]
    number = {word: at for at, word in enumerate(words)}
    pairs: Counter[tuple[int, int]] = Counter()
    for text in kept:
        numbers = [number.get(word, -1) for word in text]
        for at, word in enumerate(numbers):
            if word < 0:
                continue
            for slot, distance in enumerate(_DISTANCES):
                other = at + distance
                if 0 <= other < len(numbers) and 0 <= numbers[other] < _MOST_NEIGHBOURS:
                    pairs[word, slot * _MOST_NEIGHBOURS + numbers[other]] += 1
    vectors = _vectors(pairs, len(words))
    fine, coarse = (
        MiniBatchKMeans(size, random_state=0, n_init=3, batch_size=4096, max_iter=60).fit(vectors).labels_
        for size in (FINE, COARSE)
    )
    return {word: Cluster(int(fine[at]), int(coarse[at]), frequency[word]) for at, word in enumerate(words)}


def _vectors(pairs: Counter[tuple[int, int]], words: int) -> npt.NDArray[np.float64]:
    """One row of unit length per word."""
    rows, columns = (np.array(side) for side in zip(*pairs, strict=True))
    counts = np.fromiter(pairs.values(), float, len(pairs))
    of_word = np.bincount(rows, counts, words)
    of_neighbour = np.bincount(columns, counts) ** _SMOOTHING
    expected = of_word[rows] * of_neighbour[columns] / of_neighbour.sum()
    information = np.log(counts / np.maximum(expected, 1e-9))
    positive = information > 0
    shape = (words, len(_DISTANCES) * _MOST_NEIGHBOURS)
    matrix = csr_matrix((information[positive], (rows[positive], columns[positive])), shape=shape)
    vectors: npt.NDArray[np.float64] = TruncatedSVD(_DIMENSIONS, random_state=0).fit_transform(matrix)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vectors


def write_clusters(found: dict[str, Cluster], path: Path) -> None:
    """Write the file that `ruammit.entities.tagger.model.read_clusters` reads."""
    lines = [f"{word}\t{one.fine}\t{one.coarse}\t{one.frequency}" for word, one in sorted(found.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def words_below(pack: LanguagePack, folders: Iterable[Path]) -> Iterator[list[str]]:
    """The lower-case words of every text below the folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            reading = reading_of(path.read_text(encoding="utf-8"))
            folded = fold(reading.text)
            yield [word for start, end in pack.tokenise(reading) if any(map(str.isalpha, word := folded[start:end]))]


def main() -> None:
    """Write a pack's clusters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", required=True)
    parser.add_argument("texts", nargs="+", type=Path)
    options = parser.parse_args()
    pack = languages.pack(options.lang)
    if pack.clusters is None:
        parser.error(f"the pack {pack.code} names no file of clusters")
    write_clusters(clusters(words_below(pack, options.texts)), pack.clusters)


if __name__ == "__main__":
    main()
