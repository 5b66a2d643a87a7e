"""The LSTM with peepholes on Shakespeare, with weights of its own."""

from core.recipes.shakespeare import main
from core.recurrent.cells import LSTMForm

if __name__ == "__main__":
    main("shakespeare_lstm_peephole", "lstm", 59, LSTMForm(peephole=True))
