"""The same behaviour, seen from Python."""

import unittest

import @NAME@


class SeriesTest(unittest.TestCase):
    def test_mean__empty_series__then_raises(self) -> None:
        with @NAME@.Series() as series, self.assertRaises(@NAME@.EmptyError):
            series.mean()

    def test_mean__three_numbers__then_is_their_mean(self) -> None:
        with @NAME@.Series() as series:
            series.append([1.0, 2.0, 6.0])
            self.assertEqual(series.size(), 3)
            self.assertEqual(series.mean(), 3.0)

    def test_size__closed_series__then_raises(self) -> None:
        series = @NAME@.Series()
        series.close()
        with self.assertRaises(@NAME@.ClosedError):
            series.size()


if __name__ == "__main__":
    unittest.main()
